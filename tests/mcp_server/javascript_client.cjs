// Starts the server over standard streams with the JavaScript SDK and prints what it answers.
const { createRequire } = require("node:module");
const sdk = createRequire(process.argv[2] + "/");
const { Client } = sdk("@modelcontextprotocol/sdk/client/index.js");
const { StdioClientTransport } = sdk("@modelcontextprotocol/sdk/client/stdio.js");

async function main() {
  const [command, ...args] = process.argv.slice(3);
  const client = new Client({ name: "test", version: "1" });
  await client.connect(new StdioClientTransport({ command, args }));
  const tools = (await client.listTools()).tools;
  const proposal = "nordwind-support";
  const priced = await client.callTool({
    name: "price_scenario",
    arguments: { proposal, volumes: { "resolved-contact": "10000" } },
  });
  const refused = await client.callTool({ name: "verify", arguments: { proposal: "../other" } });
  const ask = async (name, more) =>
    (await client.callTool({ name, arguments: { proposal, ...more } })).structuredContent;
  const typed = "offer,line,type,amount,up_to,price,included,minimum,maximum,currency,term_months,tax\n" +
    "Elbe,All,recurring,7500,,,,,,EUR,12,exclusive\nElbe,Start,one_time,10000,,,,,,EUR,12,exclusive\n";
  const compared = (await client.callTool({
    name: "compare",
    arguments: { proposals: [proposal], volumes: { expected: "10000" }, typed_offers: typed },
  })).structuredContent;
  const answers = {
    check_requirements: (await ask("check_requirements", { policy: "eu-bank" })).checked,
    compare: compared.totals[0].cells.map((one) => ({ offer: one.offer, total: one.total })),
    explain_clause: (await ask("explain_clause", { clause: "data-no-training" })).clause.id,
    get_price_components: (await ask("get_price_components", {})).currency,
    verify: (await ask("verify", { on: "2026-11-24" })).status,
  };
  const read = await client.readResource({ uri: `proposal://${proposal}/proposal.json` });
  console.log(JSON.stringify({
    tools: tools.map((one) => one.name).sort(),
    schemas: tools.every((one) => one.outputSchema),
    total: priced.structuredContent.total,
    refused: refused.isError,
    answers,
    bytes: Buffer.byteLength(read.contents[0].text),
  }));
  await client.close();
}

main().catch((error) => { console.error(error); process.exit(1); });

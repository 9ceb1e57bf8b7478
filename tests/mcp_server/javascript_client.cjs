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
  const read = await client.readResource({ uri: `proposal://${proposal}/proposal.json` });
  console.log(JSON.stringify({
    tools: tools.map((one) => one.name).sort(),
    schemas: tools.every((one) => one.outputSchema),
    total: priced.structuredContent.total,
    refused: refused.isError,
    bytes: Buffer.byteLength(read.contents[0].text),
  }));
  await client.close();
}

main().catch((error) => { console.error(error); process.exit(1); });

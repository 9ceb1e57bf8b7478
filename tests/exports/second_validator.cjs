// Reads a schema and many documents, and prints for each whether ajv finds it valid.
const { createRequire } = require("node:module");
const { readFileSync } = require("node:fs");
const [folder, schema, documents] = process.argv.slice(2);
const Ajv = createRequire(folder + "/")("ajv/dist/2020").default;
const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
for (const word of ["x-visibility", "x-kind"]) ajv.addKeyword(word);
const valid = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));
const rows = readFileSync(documents, "utf8").trim().split("\n");
console.log(JSON.stringify(rows.map((row) => valid(JSON.parse(row)))));

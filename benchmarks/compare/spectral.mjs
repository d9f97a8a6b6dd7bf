// Spectral over many plans in one process: the ruleset is loaded once, the documents are parsed once.
// node spectral.mjs MODULES CHECKS.json PLANS.json; answers each line of standard input, «read» or «judge», by a line
// of JSON: the processor's seconds taken, and after «judge» the findings of every plan as [code, row or "plan"].

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [modules, checksFile, plansFile] = process.argv.slice(2);
const require = createRequire(`${modules}/package.json`);
const { Spectral, Document } = require("@stoplight/spectral-core");
const { schema } = require("@stoplight/spectral-functions");
const Parsers = require("@stoplight/spectral-parsers");

const checks = JSON.parse(readFileSync(checksFile, "utf8"));
const plans = JSON.parse(readFileSync(plansFile, "utf8"));

// What no schema can say, by hand: Spectral calls a function with the plan and takes the faults it gives back.
const windows = (row) => row.deadline?.windows ?? [];
const roles = (row) => row.responsible?.roles ?? [];
const rowsOn = (plan, topic) => plan.measures.flatMap((row, at) => (row.topics.includes(topic) ? [[at, row]] : []));
const ofWindows = (fails) => (plan) =>
  plan.measures.flatMap((row, at) => (windows(row).some(([first, last]) => fails(plan, first, last)) ? [at] : []));
const byHand = {
  CHK014: ofWindows((_, first, last) => first && last && last < first),
  CHK015: ofWindows(
    ({ period }, first, last) => period && ((last && last < period.start) || (first && first > period.end)),
  ),
  CHK016: ofWindows((plan, _, last) => plan.approval?.date && last && plan.approval.date > last),
  CHK038: (plan) =>
    rowsOn(plan, "coordinator").flatMap(([at, row]) =>
      windows(row).some(
        ([first]) =>
          first &&
          plan.measures.some(
            (other, j) =>
              j !== at && roles(other).includes("coordinator") && windows(other).some(([, last]) => last && last < first),
          ),
      )
        ? [at]
        : [],
    ),
  CHK039: (plan) => {
    const begun = rowsOn(plan, "observers").flatMap(([, row]) => windows(row).flatMap(([first]) => first ?? []));
    return rowsOn(plan, "results_analysis").flatMap(([at, row]) =>
      windows(row).some(([, last]) => last && begun.some((first) => first > last)) ? [at] : [],
    );
  },
  CHK040: (plan) =>
    rowsOn(plan, "recheck").flatMap(([at, row]) =>
      rowsOn(plan, "observers").some(([j, other]) => j !== at && roles(other).some((one) => roles(row).includes(one)))
        ? [at]
        : [],
    ),
};

const rule = (code, check) => ({
  message: check.asks,
  severity: "error",
  ...(check.schema
    ? {
        given: check.schema.of === "rows" ? "$.measures[*]" : "$",
        then: { function: schema, functionOptions: { schema: check.schema.must } },
      }
    : {
        given: "$",
        then: {
          function: (plan) => byHand[code](plan).map((at) => ({ message: check.asks, path: ["measures", at] })),
        },
      }),
});

const spectral = new Spectral();
spectral.setRuleset({ rules: Object.fromEntries(Object.entries(checks).map(([code, one]) => [code, rule(code, one)])) });

const parsed = () => plans.map((plan, at) => new Document(plan, Parsers.Yaml, `plan-${at}.yaml`));
const documents = parsed();

async function judged() {
  const findings = [];
  for (const document of documents) findings.push(await spectral.run(document));
  return findings;
}

const place = (path, code) => (checks[code]?.schema?.of === "plan" || path[0] !== "measures" ? "plan" : Number(path[1]));

console.log(JSON.stringify({ ready: true }));
for await (const asked of createInterface({ input: process.stdin })) {
  const begun = process.cpuUsage();
  const found = asked === "read" ? (parsed(), []) : await judged();
  const { user, system } = process.cpuUsage(begun);
  const seconds = (user + system) / 1e6;
  console.log(
    JSON.stringify({ seconds, findings: found.map((one) => one.map(({ code, path }) => [code, place(path, code)])) }),
  );
}

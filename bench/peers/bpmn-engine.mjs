/**
 * bpmn-engine on the benchmark process: cases in memory, and saved after each step.
 *
 *     node bpmn-engine.mjs claim.bpmn [SECONDS]
 *
 * A case is what it is for Stepwell: start, the service task completed from outside, the user task completed from
 * outside. The document is read once. Saving is the library's own state as JSON text after each of the three; nothing
 * is written to a disk and nothing is read back. Prints a line of JSON for each figure: the median of several runs.
 */
import { readFileSync } from "node:fs";
import { EventEmitter } from "node:events";
import { Engine } from "bpmn-engine";

const RUNS = 5;

/** Its conditions are JavaScript; ours are FEEL. */
const source = readFileSync(process.argv[2], "utf8").replace(
  /<bpmn:conditionExpression([^>]*)>=amount &gt; 100</,
  '<bpmn:conditionExpression$1 language="JavaScript">next(null, this.environment.variables.amount &gt; 100)<',
);
const seconds = Number(process.argv[3] ?? 2);

/** A service task that is completed from outside, as a job is: `jobs` holds who waits. */
const jobs = [];
function service(activity) {
  if (activity.type !== "bpmn:ServiceTask") return;
  activity.behaviour.Service = function Service() {
    this.execute = (_message, callback) => jobs.push({ activity, callback });
  };
}

async function readOnce() {
  const engine = new Engine({ source });
  const [definition] = await engine.getDefinitions();
  return definition.environment.options.source;
}

async function oneCase(sourceContext, save) {
  let task;
  let ended = false;
  const listener = new EventEmitter();
  listener.once("activity.wait", (api) => (task = api));
  const engine = new Engine({ name: "claim", sourceContext, extensions: { service } });
  engine.once("end", () => (ended = true));
  const execution = await engine.execute({ listener });
  save(execution);
  const job = jobs.pop();
  job.activity.environment.assignVariables({ amount: 250 });
  job.callback(null, { amount: 250 });
  save(execution);
  task.signal({ approved: true });
  save(execution);
  if (!ended) throw new Error("the case has not ended");
}

async function run(sourceContext, save, seconds) {
  const cpu = process.cpuUsage();
  const begin = performance.now();
  let cases = 0;
  while (performance.now() - begin < seconds * 1000) {
    await oneCase(sourceContext, save);
    cases += 1;
  }
  const used = process.cpuUsage(cpu);
  return { cases, cpu: (used.user + used.system) / 1e6, wall: (performance.now() - begin) / 1000 };
}

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

const sourceContext = await readOnce();
const ways = { memory: () => {}, saved: (execution) => JSON.stringify(execution.getState()) };
for (const save of Object.values(ways)) await run(sourceContext, save, seconds); // warms up
for (const [name, save] of Object.entries(ways)) {
  const runs = [];
  for (let n = 0; n < RUNS; n += 1) runs.push(await run(sourceContext, save, seconds));
  console.log(
    JSON.stringify({
      figure: "d",
      name: `bpmn-engine, ${name}`,
      count: sum(runs.map((run) => run.cases)),
      unit: "cases",
      per_cpu: median(runs.map((run) => run.cases / run.cpu)),
      per_second: median(runs.map((run) => run.cases / run.wall)),
      cpu: sum(runs.map((run) => run.cpu)),
      wall: sum(runs.map((run) => run.wall)),
    }),
  );
}

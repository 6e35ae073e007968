"""SpiffWorkflow on the benchmark process: cases in memory, and saved after each step.

    python spiff.py claim.bpmn [SECONDS]

A case is what it is for Stepwell: start, the service task completed from outside, the user task completed from
outside. Saving is the library's own serialisation to JSON text after each of the three; nothing is written to a
disk and nothing is read back. Prints a line of JSON for each figure: the median of several runs.
"""

import gc
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.parser.task_parsers import TaskParser
from SpiffWorkflow.bpmn.parser.util import full_tag
from SpiffWorkflow.bpmn.serializer import DEFAULT_CONFIG, BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.serializer.default.task_spec import BpmnTaskSpecConverter
from SpiffWorkflow.bpmn.specs.defaults import ServiceTask
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

RUNS = 5


class Job(ServiceTask):
    """A service task that is completed from outside, as a job is."""

    def __init__(self, wf_spec, bpmn_id, **kwargs):
        super().__init__(wf_spec, bpmn_id, **kwargs)
        self.manual = True

    def _execute(self, task):
        return True  # what was done outside is in the task's data


class Parser(BpmnParser):
    OVERRIDE_PARSER_CLASSES = {full_tag("serviceTask"): (TaskParser, Job)}


def read(path):
    # Its conditions are Python; ours are FEEL, whose texts begin with "=".
    text = Path(path).read_text().replace(">=amount", ">amount")
    with tempfile.NamedTemporaryFile("w", suffix=".bpmn") as file:
        file.write(text)
        file.flush()
        parser = Parser()
        parser.add_bpmn_file(file.name)
    return parser.get_spec("claim")


def step(workflow, data):
    """Completes what waits, with these results."""
    task = workflow.get_next_task(state=TaskState.READY, manual=True)
    task.data.update(data)
    task.run()
    workflow.do_engine_steps()


def one_case(spec, save):
    workflow = BpmnWorkflow(spec)
    workflow.do_engine_steps()
    save(workflow)
    step(workflow, {"amount": 250})
    save(workflow)
    step(workflow, {"approved": True})
    save(workflow)
    if not workflow.is_completed():
        raise RuntimeError("the case has not ended")


def run(spec, save, seconds):
    gc.collect()
    cases, cpu, wall = 0, time.process_time(), time.perf_counter()
    while time.perf_counter() - wall < seconds:
        one_case(spec, save)
        cases += 1
    return cases, time.process_time() - cpu, time.perf_counter() - wall


def main():
    spec = read(sys.argv[1])
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 2.0
    serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure({**DEFAULT_CONFIG, Job: BpmnTaskSpecConverter}))
    ways = {"memory": lambda workflow: None, "saved": serializer.serialize_json}
    for save in ways.values():  # warms up
        run(spec, save, seconds / 2)
    for name, save in ways.items():
        runs = [run(spec, save, seconds) for _ in range(RUNS)]
        rate = lambda index: statistics.median(run[0] / run[index] for run in runs)
        print(json.dumps({
            "figure": "d",
            "name": f"SpiffWorkflow, {name}",
            "count": sum(run[0] for run in runs),
            "unit": "cases",
            "per_cpu": rate(1),
            "per_second": rate(2),
            "cpu": sum(run[1] for run in runs),
            "wall": sum(run[2] for run in runs),
        }))


main()

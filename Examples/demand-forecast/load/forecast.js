// Load and stress: the expected peak for five minutes, then three times as much until it gives way.
//   k6 run --env BASE=URL --env TOKEN=... load/forecast.js
// The deployment stops if a threshold of the peak is crossed.
import http from "k6/http";
import { check } from "k6";

export const options = {
  scenarios: {
    peak: {
      executor: "constant-arrival-rate",
      rate: 50,
      timeUnit: "1s",
      duration: "5m",
      preAllocatedVUs: 40,
    },
    stress: {
      executor: "ramping-arrival-rate",
      startTime: "5m",
      startRate: 50,
      timeUnit: "1s",
      preAllocatedVUs: 120,
      stages: [{ target: 150, duration: "3m" }],
    },
  },
  thresholds: {
    "http_req_duration{scenario:peak}": ["p(95)<150", "p(99)<400"],
    "http_req_failed{scenario:peak}": ["rate<0.005"],
    "http_req_failed{scenario:stress}": ["rate<0.05"],
  },
};

const shops = ["mill", "quay", "park"];
const products = ["rye", "roll", "cake"];

export default function () {
  const n = Math.floor(Math.random() * 9);
  const answer = http.post(
    `${__ENV.BASE}/v1/forecasts`,
    JSON.stringify({
      date: "2026-11-16",
      shop: shops[n % 3],
      product: products[Math.floor(n / 3)],
      price: 3,
      planned: 80,
    }),
    { headers: { "Content-Type": "application/json", Authorization: `Bearer ${__ENV.TOKEN}` } },
  );
  check(answer, { "is a forecast": (r) => r.status === 200 && r.json("forecast") >= 0 });
}

import { NO_CLOCK, StageClock } from '../../clock/index.js';
import { answerJob } from './answer.js';
import type { Delivery, Orders } from './job.js';
import { Tickets } from './tickets.js';

/** What a thread does: takes jobs until none is left. */
export function work({ jobs, tickets: shared, seat, started, measure }: Orders, deliver: (delivery: Delivery, handedOver: ArrayBuffer[]) => void): void {
  const tickets = new Tickets(jobs, shared);
  for (let at = next(); at !== null; at = next()) {
    const clock = measure ? new StageClock() : null;
    const answer = answerJob(jobs[at]!, clock ?? NO_CLOCK);
    const json = new TextEncoder().encode(JSON.stringify(answer));
    deliver({ at, json, measured: clock?.measured ?? null }, [json.buffer]);
    tickets.leave(seat);
  }

  function next(): number | null {
    return tickets.takeLargest(seat, Date.now() - started);
  }
}

import { parentPort, workerData } from 'node:worker_threads';
import type { Orders } from './pool/job.js';
import { work } from './pool/work.js';

/** The file that a thread is started with. */
work(workerData as Orders, (delivery, handedOver) => parentPort!.postMessage(delivery, handedOver));

import { writeFile } from "node:fs/promises";
import { Session } from "node:inspector/promises";

/** What V8 calls the time in which nothing is to do; it may count it for the call that started the profile. */
const waiting = ["(idle)", "dispatch"];

/**
 * Runs something under V8's profiler and writes what it saw, for the developer tools of Chromium or an editor.
 * @returns where the time went, without what was called from there: the longest first
 */
export async function recordProfile(file, run) {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: 200 });
  await session.post("Profiler.start");
  await run();
  const { profile } = await session.post("Profiler.stop");
  session.disconnect();
  await writeFile(file, JSON.stringify(profile));
  return topFrames(profile);
}

function topFrames({ nodes, samples, timeDeltas }) {
  const names = new Map(nodes.map((node) => [node.id, nameFrame(node)]));
  const times = new Map();
  samples.forEach((id, index) => {
    const name = names.get(id);
    times.set(name, (times.get(name) ?? 0) + timeDeltas[index]);
  });
  for (const name of waiting) times.delete(name);
  const total = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times]
    .sort(([, left], [, right]) => right - left)
    .slice(0, 15)
    .map(([name, time]) => ({ name, share: time / total }));
}

function nameFrame({ callFrame: { functionName, url, lineNumber } }) {
  if (functionName.startsWith("(")) return functionName;
  const place = url === "" ? "" : ` ${url.split("/").at(-1)}:${lineNumber + 1}`;
  return `${functionName || "(anonymous)"}${place}`;
}

import { join } from "node:path";
import { run } from "./run.mjs";

/** Makes the tarball that would be published, of what is built already. */
export async function pack(folder) {
  const { stdout } = await run("npm", [
    "pack",
    "--json",
    "--ignore-scripts",
    "--pack-destination",
    folder,
  ]);
  const answer = JSON.parse(stdout);
  // npm 10 gives a list, npm 12 an object by name.
  const [{ filename, files, size, unpackedSize }] = Array.isArray(answer)
    ? answer
    : Object.values(answer);
  return {
    tarball: join(folder, filename),
    paths: files.map(({ path }) => path),
    note: `${files.length} files, ${kilobytes(size)} packed, ${kilobytes(unpackedSize)} unpacked`,
  };
}

function kilobytes(bytes) {
  return `${Math.round(bytes / 1024)} kB`;
}

/** What importing a package must leave as it is. */
export function lookAtProcess(): unknown {
  return {
    open: process.getActiveResourcesInfo(),
    listeners: process
      .eventNames()
      .map((name) => [name, process.listenerCount(name)]),
    environment: { ...process.env },
    directory: process.cwd(),
    exitCode: process.exitCode,
  };
}

/** As it was when this file was loaded. */
export const atFirst = lookAtProcess();

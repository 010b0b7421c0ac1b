export function isAlive(pid: number): boolean;
export function takeTurn<Outcome>(
  folder: string,
  work: (alsoHeldBy: (pid: number) => void) => Promise<Outcome>,
  onWait?: (pid: number | undefined) => void,
): Promise<Outcome>;

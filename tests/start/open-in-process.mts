// Opens the cluster of a folder in a process of its own, says what it got, and leaves the server running.
import { openCluster } from '@/cli/embedded-postgres';

const [dataDir = ''] = process.argv.slice(2);
try {
  const { pid, port, attached } = await openCluster({ dataDir });
  console.log(JSON.stringify({ pid, port, attached }));
  process.exit(0);
} catch (error) {
  console.log(JSON.stringify({ refused: (error as Error).message, name: (error as Error).name }));
  process.exit(1);
}

import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { createTemporaryCluster } from '@/cli/embedded/temporary';
import { migrate } from '@/db/migrate';

declare module 'vitest' {
  interface ProvidedContext {
    clusterUrl: string;
    templateName: string;
  }
}

/** Once a run: a cluster (of `npm test`, else our own) and in it one migrated database that every test file clones. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.PALIMPSEST_TEST_CLUSTER_URL;
  const own = given ? undefined : await createTemporaryCluster();
  const clusterUrl = own?.url('postgres') ?? given ?? '';
  const templateName = `palimpsest_template_${process.pid}`;
  const sql = postgres(clusterUrl, { max: 1, onnotice: () => {} });
  await sql.unsafe(`create database ${templateName}`);
  const template = new URL(clusterUrl);
  template.pathname = `/${templateName}`;
  await migrate(template.href, () => {});
  project.provide('clusterUrl', clusterUrl);
  project.provide('templateName', templateName);
  return async () => {
    if (!own)
      for (const name of [templateName, `${templateName}_sample`])
        await sql.unsafe(`drop database if exists ${name} with (force)`);
    await sql.end();
    await own?.stop();
  };
}

import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** Sources by their path below src, as they stand there or as a test makes them up. */
export type Sources = Readonly<Record<string, string>>;

/** One import: which file, what it imports (a path below src without its extension, or `npm:package`), for its types alone or not. */
export type Edge = { from: string; to: string; typeOnly: boolean };

/** Every import, export from, dynamic import and import type of a file. */
export function edgesOf(path: string, source: string): Edge[] {
  const edges: Edge[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean) => {
    if (specifier && ts.isStringLiteralLike(specifier))
      edges.push({ from: path, to: target(path, specifier.text), typeOnly });
  };
  walk(path, source, (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, namesTypesOnly(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference))
      add(node.moduleReference.expression, node.isTypeOnly);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    else if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'require')
      add(node.arguments[0], false);
  });
  return edges;
}

/** Calls `visit` for every node of a source. */
export function walk(path: string, source: string, visit: (node: ts.Node) => void): void {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const step = (node: ts.Node): void => {
    visit(node);
    ts.forEachChild(node, step);
  };
  step(ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, kind));
}

/** The names a source uses that it could only mean as globals or its own: not members, not the names of properties. */
export function namesUsed(path: string, source: string): Set<string> {
  const names = new Set<string>();
  walk(path, source, (node) => {
    if (!ts.isIdentifier(node)) return;
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
      const whole = `${parent.expression.getText()}.${node.text}`;
      names.add(whole);
      names.add(`.${node.text}`);
      return;
    }
    if (ts.isQualifiedName(parent) && parent.right === node) return;
    if ((ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) && parent.name === node) return;
    names.add(node.text);
  });
  return names;
}

/** The path without its extension: what an import says of it. */
export const moduleOf = (path: string): string => path.replace(/(\.d)?\.tsx?$/, '');

function target(from: string, specifier: string): string {
  if (specifier.startsWith('@/')) return moduleOf(specifier.slice(2));
  if (specifier.startsWith('.')) return moduleOf(normalize(join(dirname(from), specifier)).replaceAll('\\', '/'));
  const parts = specifier.split('/');
  return `npm:${specifier.startsWith('node:') ? specifier : parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/')}`;
}

function namesTypesOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const { name, namedBindings } = clause;
  return (
    name === undefined &&
    namedBindings !== undefined &&
    ts.isNamedImports(namedBindings) &&
    namedBindings.elements.length > 0 &&
    namedBindings.elements.every((element) => element.isTypeOnly)
  );
}

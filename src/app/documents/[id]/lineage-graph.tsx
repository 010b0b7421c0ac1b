import { keepMoment } from '@/app/_ui/reading';
import type { DocumentPage } from '@/queries/find-document';
import styles from './lineage-graph.module.css';
import { type LineageNode, layOutLineage } from './lineage-layout';

/** The height of a row and the widest a layer stands from the next, in CSS pixels; the drawing is never wider than a hand. */
const ROW = 32;
const LAYER = 28;
const WIDEST = 132;
const EDGE = 12;

const carrying = new Set(['republishes', 'quotes', 'translates']);

/**
 * The lineage of a document drawn on the server, origins first and to the left: one document a row. The list above it
 * says the same in words, so it is hidden from whoever listens.
 */
export function LineageGraph({ page }: { page: DocumentPage }) {
  const steps = [...page.above, ...page.below];
  const drawing = page.isLineageCut ? null : layOutLineage(page.document.id, steps);
  if (!drawing) return null;
  const layer = Math.min(LAYER, WIDEST / Math.max(1, drawing.layers - 1));
  const at = new Map(drawing.nodes.map((node) => [node.id, placeOf(node, layer)]));
  const height = drawing.nodes.length * ROW;
  const isUncertain = steps.some(({ how }) => !carrying.has(how));
  return (
    <figure className={styles.figure} aria-hidden="true">
      <div className={styles.graph}>
        <svg
          width={2 * EDGE + (drawing.layers - 1) * layer}
          height={height}
          className={styles.drawing}
          aria-hidden="true"
        >
          {steps.map(({ document, parent, how }) => (
            <Edge key={`${parent} ${document}`} from={at.get(parent)} to={at.get(document)} how={how} layer={layer} />
          ))}
          {drawing.nodes.map(({ id }) => (
            <Dot key={id} at={at.get(id)} lineage={page.named[id]?.lineage} isHere={id === page.document.id} />
          ))}
        </svg>
        <ol className={styles.rows}>
          {drawing.nodes.map(({ id }) => (
            <li key={id} className={id === page.document.id ? styles.here : undefined}>
              <a href={keepMoment(`/documents/${id}`)} className="quiet" tabIndex={-1}>
                {page.named[id]?.publisherName}: {page.named[id]?.title ?? id}
              </a>
            </li>
          ))}
        </ol>
      </div>
      <figcaption className={styles.legend}>
        <span>
          <Sample>
            <Dot at={{ x: 8, y: 8 }} lineage="first-hand" />
          </Sample>
          its own reporting
        </span>
        <span>
          <Sample>
            <Dot at={{ x: 8, y: 8 }} lineage="derived" />
          </Sample>
          comes from others
        </span>
        <span>
          <Sample>
            <Dot at={{ x: 8, y: 8 }} lineage="unknown" />
          </Sample>
          not known
        </span>
        <span>
          <Sample>
            <path d="M0,8H16" className={styles.edge} />
          </Sample>
          republishes, quotes or translates
        </span>
        {isUncertain ? (
          <span>
            <Sample>
              <path d="M0,8H16" className={`${styles.edge} ${styles.loose}`} />
            </Sample>
            is based on, or uses in a way not known
          </span>
        ) : null}
      </figcaption>
    </figure>
  );
}

type Point = { x: number; y: number };

const placeOf = ({ layer: of, row }: LineageNode, layer: number): Point => ({
  x: EDGE + of * layer,
  y: row * ROW + ROW / 2,
});

function Edge({
  from,
  to,
  how,
  layer,
}: {
  from: Point | undefined;
  to: Point | undefined;
  how: string;
  layer: number;
}) {
  if (!from || !to) return null;
  const reach = layer * 0.9;
  const curve = `M${from.x},${from.y}C${from.x + reach},${from.y} ${to.x - reach},${to.y} ${to.x - 7},${to.y}`;
  return (
    <>
      <path d={curve} className={carrying.has(how) ? styles.edge : `${styles.edge} ${styles.loose}`} />
      <path d={`M${to.x - 11},${to.y - 4}l6,4l-6,4z`} className={styles.arrow} />
    </>
  );
}

function Dot({
  at,
  lineage,
  isHere = false,
}: {
  at: Point | undefined;
  lineage: string | undefined;
  isHere?: boolean;
}) {
  if (!at) return null;
  const look = lineage === 'first-hand' ? styles.own : lineage === 'unknown' ? styles.unknown : styles.derived;
  return (
    <>
      {isHere ? <circle cx={at.x} cy={at.y} r="9" className={styles.ring} /> : null}
      <circle cx={at.x} cy={at.y} r="5" className={look} />
    </>
  );
}

const Sample = ({ children }: { children: React.ReactNode }) => (
  <svg width="16" height="16" className={styles.sample} aria-hidden="true">
    {children}
  </svg>
);

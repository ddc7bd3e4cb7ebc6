import { Columns3, Filter, Plus, Search, SearchX } from 'lucide-react';
import { useMemo, useState } from 'react';
import {
  Badge,
  Button,
  type Column,
  DataTable,
  EmptyState,
  MenuButton,
  Page,
  PageHeader,
  TagList,
  TextField,
  Toolbar,
} from '../ui';
import styles from './gallery.module.css';

interface Row {
  id: string;
  name: string;
  born: string;
  status: string;
  area: string;
  officer: string;
  due: number | null;
}
const NAMES = [
  'Brandtner',
  'Krämer',
  'Yıldırım',
  'Nowak',
  'Dörfler',
  'Öztürk',
  'Großmann',
  'Łukaszewicz',
  'van der Velde',
  'Ćosić',
];
const GIVEN = ['Jonas', 'Olaf', 'Şevket', 'Paweł', 'Renate', 'Marek', 'Ilse', 'Timo'];
const AREAS = ['PMK -rechts-', 'PMK -links-', 'PMK -religiöse Ideologie-', 'PMK -ausländische Ideologie-'];
const STATUS = ['eingestuft', 'Prüffall', 'Vorschlag', 'ausgestuft'];

function makeRows(count: number): Row[] {
  return Array.from({ length: count }, (_, at) => ({
    id: String(at),
    name: `${NAMES[at % NAMES.length]}, ${GIVEN[(at * 7) % GIVEN.length]}`,
    born:
      at % 9 === 0
        ? '1987'
        : `${String((at % 28) + 1).padStart(2, '0')}.${String((at % 12) + 1).padStart(2, '0')}.${1960 + (at % 45)}`,
    status: STATUS[(at * 3) % STATUS.length] ?? '',
    area: AREAS[(at * 5) % AREAS.length] ?? '',
    officer: at % 3 ? 'Weber' : 'Lang',
    due: at % 4 === 0 ? (at % 40) - 6 : null,
  }));
}

const columns: Column<Row>[] = [
  {
    id: 'name',
    header: 'Name',
    width: 'minmax(13rem, 2fr)',
    cell: (row) => row.name,
    sortValue: (row) => row.name,
    isRowHeader: true,
  },
  {
    id: 'born',
    header: 'Geburtsdatum',
    width: '8rem',
    cell: (row) => row.born,
    sortValue: (row) => row.born.slice(-4),
  },
  {
    id: 'status',
    header: 'Fallstatus',
    width: '8.5rem',
    cell: (row) => <Badge tone={row.status === 'eingestuft' ? 'accent' : 'neutral'}>{row.status}</Badge>,
    sortValue: (row) => row.status,
  },
  {
    id: 'area',
    header: 'Phänomenbereich',
    width: 'minmax(12rem, 1.5fr)',
    cell: (row) => row.area,
    sortValue: (row) => row.area,
  },
  {
    id: 'officer',
    header: 'Sachbearbeitung',
    width: 'minmax(8rem, 1fr)',
    cell: (row) => row.officer,
    sortValue: (row) => row.officer,
  },
  {
    id: 'due',
    header: 'Nächste Frist',
    width: '10rem',
    sortValue: (row) => row.due,
    cell: (row) =>
      row.due === null ? (
        ''
      ) : row.due < 0 ? (
        <Badge isPlain tone="overdue">{`seit ${-row.due} Tagen`}</Badge>
      ) : row.due < 14 ? (
        <Badge isPlain tone="due-soon">{`in ${row.due} Tagen`}</Badge>
      ) : (
        `in ${row.due} Tagen`
      ),
  },
];

export function TablePage() {
  const [text, setText] = useState('');
  const [filters, setFilters] = useState([
    { id: 'a', label: 'Dienststelle: KI ST Dortmund' },
    { id: 'b', label: 'Fallstatus: nicht ausgestuft' },
  ]);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(['2']));
  const all = useMemo(() => makeRows(100_000), []);
  const rows = useMemo(
    () => all.filter((row) => row.name.toLowerCase().includes(text.toLowerCase())),
    [all, text],
  );
  return (
    <Page
      layout="wide"
      header={
        <PageHeader
          title="Personen"
          subtitle={`${rows.length.toLocaleString('de-DE')} Personen`}
          action={
            <Button variant="primary" icon={Plus}>
              Person anlegen
            </Button>
          }
          moreActions={<Button>Liste einlesen</Button>}
        />
      }
    >
      <Toolbar
        end={
          <MenuButton
            label="Spalten"
            icon={Columns3}
            variant="quiet"
            entries={[{ id: 'x', label: 'Spalten wählen' }]}
          />
        }
      >
        <TextField
          label="Namen durchsuchen"
          hideLabel
          icon={Search}
          placeholder="Name, Alias, Kennung"
          value={text}
          onChange={setText}
        />
        <Button icon={Filter} variant="quiet">
          Filter
        </Button>
        <TagList
          label="Aktive Filter"
          tags={filters}
          onRemove={(id) => setFilters(filters.filter((filter) => filter.id !== id))}
        />
      </Toolbar>
      <div className={styles.fill}>
        <DataTable
          label="Personen"
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          selected={selected}
          onSelectedChange={setSelected}
          onOpen={() => undefined}
          rowTone={(row) => (row.due !== null && row.due < 0 ? 'overdue' : undefined)}
          empty={
            <EmptyState icon={SearchX} title="Kein Name passt zu dieser Suche.">
              Auch ähnlich klingende Namen wurden geprüft.
            </EmptyState>
          }
        />
      </div>
    </Page>
  );
}

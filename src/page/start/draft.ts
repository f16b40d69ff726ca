/** What a person has entered so far. Both ways are kept, so that changing one's mind loses nothing. */
export interface Draft {
  /** Which of the two is started. */
  source: 'PLAN' | 'SERVERS';
  plan: string | null;
  planVersion: number | null;
  /** What a start from the plan replaces. */
  replaced: DraftBody;
  /** A drill by hand. */
  byHand: DraftBody;
}

/** The body of a request while it is entered. Members without a type here are those of the request. */
export interface DraftBody {
  waves: DraftWave[];
  checks: DraftCheck[];
  waivers: DraftWaiver[];
  tagRows: TagRow[];
  [member: string]: unknown;
}

export interface DraftWave {
  /** Identifies it in this page. */
  key: string;
  by: 'ID' | 'TAGS';
  sourceServerIds: string[];
  tagRows: TagRow[];
  exclude: string[];
  sample?: { count?: number; by?: 'STALEST' | 'RANDOM' };
  startWhen?: 'LAUNCHED' | 'VERIFIED';
  waitSeconds?: number;
  optional?: boolean;
}

export interface DraftCheck {
  key: string;
  kind: string;
  /** The members of a kind that has no fields of its own, as JSON. */
  text?: string;
  [member: string]: unknown;
}

export interface DraftWaiver {
  key: string;
  check?: string;
  sourceServerId?: string;
  reason?: string;
}

export interface TagRow {
  key: string;
  name: string;
  /** Of a wave: the allowed values, with commas between them. */
  value: string;
}

/** What is in the fields at first: the servers or the plan that the address names. */
export function firstDraft(search: string): Draft {
  const given = new URLSearchParams(search);
  const servers = (given.get('servers') ?? '').split(',').filter((id) => id !== '');
  const plan = given.get('plan');
  const version = Number(given.get('version'));
  return {
    source: plan === null ? 'SERVERS' : 'PLAN',
    plan,
    planVersion: Number.isInteger(version) && version > 0 ? version : null,
    replaced: emptyBody(),
    byHand: { ...emptyBody(), waves: [waveOf([...new Set(servers)])], holdSeconds: 1800 },
  };
}

export function emptyBody(): DraftBody {
  return { waves: [], checks: [], waivers: [], tagRows: [] };
}

/** A wave of these servers. */
export function waveOf(sourceServerIds: string[]): DraftWave {
  return { key: crypto.randomUUID(), by: 'ID', sourceServerIds, tagRows: [], exclude: [] };
}

/** A wave of servers by their tags in DRS. */
export function tagWave(): DraftWave {
  return { ...waveOf([]), by: 'TAGS', tagRows: [{ key: crypto.randomUUID(), name: '', value: '' }] };
}

/** What is being edited. */
export function bodyOf(draft: Draft): DraftBody {
  return draft.source === 'PLAN' ? draft.replaced : draft.byHand;
}

export function withBody(draft: Draft, body: DraftBody): Draft {
  return { ...draft, [draft.source === 'PLAN' ? 'replaced' : 'byHand']: body };
}

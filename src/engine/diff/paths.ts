import type { Bodies, PathEntry } from '../../model/answer.ts';
import type { ChangeDetail } from '../../model/change.ts';

/** Paths that came, went, or are not what they were. A directory's time and size change with what is in it, so they say nothing. */
export function pathDetails(old: Bodies['paths'], now: Bodies['paths']): ChangeDetail[] {
  const [a, b] = [byPath(old), byPath(now)];
  return [
    ...[...a.keys()].filter(path => !b.has(path)).map(text => ({ sign: '-' as const, text })),
    ...[...b.keys()].filter(path => !a.has(path)).map(text => ({ sign: '+' as const, text })),
    ...[...b].flatMap(([path, entry]) => changed(path, a.get(path), entry)),
  ];
}

const byPath = ({ entries }: Bodies['paths']): Map<string, PathEntry> => new Map(entries.map(entry => [entry.path, entry]));

const WORDS = ['type', 'mode', 'owner', 'group', 'target'] as const;

function changed(path: string, old: PathEntry | undefined, now: PathEntry): ChangeDetail[] {
  if (!old) return [];
  const words = WORDS.filter(key => old[key] !== now[key]).map(key => `${key} ${old[key] ?? 'none'} → ${now[key] ?? 'none'}`);
  const size = now.type === 'file' && old.size !== now.size ? [`size ${old.size} → ${now.size}`] : [];
  const written = now.type === 'file' && size.length === 0 && old.mtime !== now.mtime ? ['was written again'] : [];
  const all = [...words, ...size, ...written];
  return all.length === 0 ? [] : [{ sign: '~', text: `${path}: ${all.join(', ')}` }];
}

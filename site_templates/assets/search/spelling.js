// What was meant: words of an index that are one slip of the finger away (a letter too many, too few, another, or two
// in the wrong order). In come words, out come words. It must not fetch, nor know what they are looked for in.

const SHORTEST = 4; // letters of a word that is corrected
const MOST = 3;

/** Whether one slip makes `b` of `a`. */
export function isNear(a, b) {
  if (a.length > b.length) [a, b] = [b, a];
  if (b.length - a.length > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let left = 0;
  while (left < a.length - start && a[a.length - 1 - left] === b[b.length - 1 - left]) left++;
  const middle = [a.length - start - left, b.length - start - left];
  if (middle[0] === 0) return middle[1] <= 1;
  if (middle[0] === 1) return middle[1] === 1;
  return middle[0] === 2 && middle[1] === 2 && a[start] === b[start + 1] && a[start + 1] === b[start];
}

/** The most frequent words near one; `words` has the most frequent first. */
export function near(word, words, most = MOST) {
  const found = [];
  if (word.length < SHORTEST) return found;
  for (const other of words) {
    if (Math.abs(other.length - word.length) > 1 || other === word || !isNear(word, other)) continue;
    if (found.push(other) === most) break;
  }
  return found;
}

/** A run of Thai letters with one word of it corrected, the likeliest first. */
export function nearRuns(run, words, vocabulary) {
  const before = costs(run, vocabulary, (at) => run.slice(0, at));
  const after = costs(run, vocabulary, (at) => run.slice(at));
  const found = [];
  for (const word of words) {
    if (word.length < SHORTEST) continue;
    for (let start = 0; start < run.length; start++) {
      for (let stop = start + word.length - 1; stop <= Math.min(run.length, start + word.length + 1); stop++) {
        const piece = run.slice(start, stop);
        if (piece.length < SHORTEST - 1 || piece === word || !isNear(piece, word)) continue;
        const text = run.slice(0, start) + word + run.slice(stop);
        found.push([before(start) + after(stop) + 1 - word.length / 100, text]);
      }
    }
  }
  found.sort((a, b) => a[0] - b[0]);
  return [...new Set(found.map(([, text]) => text))].slice(0, MOST);
}

/** How badly the vocabulary fits one end of a run, told once for each place. */
function costs(run, vocabulary, end) {
  const known = [];
  return (at) => (known[at] ??= cost(vocabulary.cut(end(at))));
}

function cost(pieces) {
  return pieces.reduce((sum, { term, isKnown }) => sum + (isKnown ? 1 : 1000 * term.length), 0);
}

// What this browser remembers: theme, who was in front, lines that wait. Works without storage, for a while.

const spare = new Map();

export function recall(name, otherwise = null) {
  try {
    const kept = localStorage.getItem(`ams.${name}`);
    return kept === null ? otherwise : JSON.parse(kept);
  } catch {
    return spare.get(name) ?? otherwise;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(`ams.${name}`, JSON.stringify(value));
  } catch {
    spare.set(name, value);
  }
}

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

/** Everything remembered under names that begin so, oldest first. */
export function recallAll(beginning) {
  const names = new Set(spare.keys());
  try {
    for (let place = 0; place < localStorage.length; place += 1)
      names.add(localStorage.key(place).replace(/^ams\./u, ""));
  } catch {
    /* storage is off */
  }
  return [...names]
    .filter((name) => name.startsWith(beginning))
    .map((name) => recall(name))
    .filter(Boolean);
}

export function forget(name) {
  spare.delete(name);
  try {
    localStorage.removeItem(`ams.${name}`);
  } catch {
    /* storage is off */
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(`ams.${name}`, JSON.stringify(value));
  } catch {
    spare.set(name, value);
  }
}

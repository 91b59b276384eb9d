// Runs before the first paint, so that a remembered theme does not flash.
try {
  const theme = JSON.parse(localStorage.getItem("ams.theme"));
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  /* storage is off: the system's theme stays */
}

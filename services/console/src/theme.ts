const KEPT = 'theme';
const prefersDark = matchMedia('(prefers-color-scheme: dark)');

/** Whether the page is dark now. */
export function isDark(): boolean {
  const kept = localStorage.getItem(KEPT);
  return kept === null ? prefersDark.matches : kept === 'dark';
}

/** Shows the theme that was chosen, else what the system prefers. */
export function applyTheme(): void {
  const kept = localStorage.getItem(KEPT);
  if (kept === null) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = kept;
}

/** Dark instead of light, or the other way; answers whether it is dark now. */
export function switchTheme(): boolean {
  const next = !isDark();
  localStorage.setItem(KEPT, next ? 'dark' : 'light');
  applyTheme();
  return next;
}

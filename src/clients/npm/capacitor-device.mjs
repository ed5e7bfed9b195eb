// The device under a Capacitor app, in place of its native plugins: the tab of the system's browser is the
// test's, which hands back the addresses of the app's scheme.
const listeners = { appUrlOpen: new Set(), browserFinished: new Set() };
const addListener = async (event, listener) => {
  listeners[event].add(listener);
  return { remove: async () => void listeners[event].delete(listener) };
};
const kept = new Map();

export const App = { addListener };
export const Browser = { addListener, open: async ({ url }) => window.openTab(url), close: async () => {} };
export const Preferences = {
  get: async ({ key }) => ({ value: kept.get(key) ?? null }),
  set: async ({ key, value }) => void kept.set(key, value),
  remove: async ({ key }) => void kept.delete(key),
};
window.appUrlOpen = (url) => listeners.appUrlOpen.forEach((listener) => listener({ url }));

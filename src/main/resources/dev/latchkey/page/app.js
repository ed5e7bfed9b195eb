/* Pages inside an app: the app's SDK puts `logtoNativeSdk` around them, perhaps after this script ran, and
   perhaps as a bare name that is no property of the window. And the page that waits for another app. */
(() => {
  'use strict';

  const PATIENCE = 5000;
  const HURRY = 1500;
  const STEP = 100;
  const PAUSE = 2000;

  const sdk = () => {
    const found = typeof logtoNativeSdk === 'undefined' ? undefined : logtoNativeSdk;
    return found && (found.platform === 'ios' || found.platform === 'android') && found.getPostMessage ? found : undefined;
  };

  const connects = app => app.supportedConnector || {};
  const targets = app => Array.from(connects(app).nativeTargets || []);
  const opensBrowser = app => Boolean(connects(app).universal && app.callbackLink);

  const forms = () => Array.from(document.querySelectorAll('form[data-bridge]'));
  const byVendor = (form, app) => 'native' in form.dataset && targets(app).includes(form.dataset.target);
  const byBrowser = (form, app) => 'page' in form.dataset && opensBrowser(app);

  const trouble = document.getElementById('app-trouble');

  const tell = (kind, detail) => {
    trouble.querySelectorAll('[data-kind]').forEach(text => { text.hidden = text.dataset.kind !== kind; });
    trouble.querySelector('code').textContent = detail;
    trouble.hidden = false;
    trouble.scrollIntoView({block: 'nearest'});
  };

  /* A page of ours says what went wrong, and leads on. */
  const showInstead = (html, status) => {
    const page = new DOMParser().parseFromString(html, 'text/html');
    const main = page.querySelector('main');
    if (main) {
      document.title = page.title;
      document.querySelector('main').replaceWith(main);
      scrollTo(0, 0);
    } else {
      tell('app', String(status));
    }
  };

  const start = async (form, app) => {
    trouble.hidden = true;
    const body = new URLSearchParams(new FormData(form));
    body.set('native_targets', targets(app).join(' '));
    body.set('universal', opensBrowser(app) ? 'true' : 'false');
    body.set('callback_link', app.callbackLink || '');
    try {
      const answer = await fetch(form.dataset.bridge, {method: 'POST', body});
      if (!answer.ok) {
        showInstead(await answer.text(), answer.status);
        return;
      }
      const addresses = await answer.json();
      if (addresses.redirectTo) {
        app.getPostMessage()({redirectTo: addresses.redirectTo, callbackUri: addresses.callbackUri});
      } else {
        location.assign(addresses.location);
      }
    } catch (failure) {
      tell('app', failure.message);
    }
  };

  const fit = app => {
    forms().forEach(form => {
      if (byVendor(form, app) || byBrowser(form, app)) {
        form.hidden = false;
        document.querySelectorAll('[data-only=browser]').forEach(text => { text.hidden = true; });
        document.querySelectorAll('[data-only=app]').forEach(text => { text.hidden = false; });
      }
    });
  };

  const look = waited => {
    const app = sdk();
    if (app) {
      fit(app);
    } else if (waited < PATIENCE) {
      setTimeout(look, STEP, waited + STEP);
    }
  };

  /* The application chose this button. Whoever comes back to the page or loads it anew has a say again. */
  const press = (form, waited) => {
    if (!sdk() && waited < HURRY) {
      setTimeout(press, STEP, form, waited + STEP);
    } else if (!form.hidden) {
      form.requestSubmit();
    }
  };

  const isFirstVisit = () => performance.getEntriesByType('navigation').every(visit => visit.type === 'navigate');

  const bridge = () => {
    document.addEventListener('submit', event => {
      const app = sdk();
      const form = event.target;
      if (app && form.dataset.bridge && (byVendor(form, app) || byBrowser(form, app))) {
        event.preventDefault();
        start(form, app);
      }
    });
    addEventListener('message', event => {
      const data = event.data;
      if (event.origin === location.origin && data && data.type === 'error' && typeof data.code === 'string') {
        const kind = data.code === 'authentication_failed' ? 'provider' : 'app';
        const said = [data.code, data.socialCode, data.socialMessage || data.description];
        tell(kind, said.filter(word => word).join(' · ').slice(0, 200));
      }
    });
    look(0);
    const chosen = document.querySelector('form[data-chosen]');
    if (chosen && isFirstVisit()) {
      press(chosen, 0);
    }
  };

  const wait = link => {
    const ask = async () => {
      if (document.visibilityState === 'visible') {
        try {
          if ((await fetch(link.dataset.wait)).status === 200) {
            location.replace(link.href);
            return;
          }
        } catch { /* the network is away for a moment */ }
      }
      setTimeout(ask, PAUSE);
    };
    setTimeout(ask, PAUSE);
  };

  if (trouble) {
    bridge();
  }
  document.querySelectorAll('a[data-wait]').forEach(wait);
})();

// Pages that were read once stay readable without a network; see sw.js.
navigator.serviceWorker?.register("/sw.js");

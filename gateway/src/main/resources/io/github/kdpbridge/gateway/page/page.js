// Nobody else tells a page that its gateway is gone. Its next event says that it is live again.
document.addEventListener('htmx:sseError', function () {
  var state = document.getElementById('liveness');
  if (state) {
    state.textContent = 'Not live: no connection to the gateway. The page tries again';
  }
});

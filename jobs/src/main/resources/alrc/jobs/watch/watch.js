/* Asks for a newer version of the page, and puts it in place of the old one. */
function alrcWatch(version) {
  var page = document.querySelector('.page'), link = document.getElementById('link');

  function open() {
    return Array.prototype.map.call(page.querySelectorAll('details'), function (part) { return part.open; });
  }

  function replace(html) {
    var opened = open();
    page.innerHTML = html;
    Array.prototype.forEach.call(page.querySelectorAll('details'), function (part, i) { part.open = !!opened[i]; });
    alrcFigures.start();
  }

  function say(text) {
    link.textContent = text;
    link.hidden = text === '';
  }

  function ask() {
    if (document.hidden) { setTimeout(ask, 1000); return; }
    fetch('view?after=' + version, { cache: 'no-store' }).then(function (answer) {
      if (answer.status === 200) {
        version = Number(answer.headers.get('X-Version'));
        return answer.text().then(replace).then(function () { say(''); });
      }
      say(answer.status === 204 ? '' : 'This page is refused (' + answer.status + '): open the address that alrc watch printed.');
    }).catch(function () {
      say('alrc watch does not answer any more; the page shows what it said last.');
    }).then(function () { setTimeout(ask, 2000); });
  }
  ask();
}

/* Asks for a newer version of the page, and puts what has changed in place of the old. */
function alrcWatch(version) {
  alrcWatch.every = 500; /* milliseconds between two questions; longer when the sweep has ended */
  var page = document.querySelector('.page'), link = document.getElementById('link'), before = '';

  function pieces(root) {
    return Array.prototype.slice.call(root.querySelectorAll('main > section'));
  }

  function name(section) { return section.getAttribute('aria-labelledby'); }

  /* Sections that are the same stay as they are, with their zoom and their selection. */
  function replace(html) {
    var next = document.createElement('div'), old = document.createElement('div');
    next.innerHTML = html;
    old.innerHTML = before;
    before = html;
    var news = pieces(next), olds = pieces(old), shown = pieces(page);
    var same = olds.length > 0 && news.map(name).join() === shown.map(name).join() &&
      next.querySelector('h1').innerHTML === page.querySelector('h1').innerHTML;
    if (!same) {
      page.innerHTML = html;
      document.title = next.querySelector('h1').textContent;
    } else {
      news.forEach(function (section, i) {
        if (section.innerHTML !== olds[i].innerHTML) { shown[i].innerHTML = section.innerHTML; }
      });
      leads(next).forEach(function (line) { page.querySelector('main').insertBefore(line, page.querySelector('main > nav')); });
    }
    alrcFigures.start();
  }

  /* The paragraphs above the first section, which are taken out of the page. */
  function leads(next) {
    var list = Array.prototype.slice.call(next.querySelectorAll('main > p'));
    Array.prototype.forEach.call(page.querySelectorAll('main > p'), function (line) { line.remove(); });
    return list;
  }

  function say(text) {
    link.textContent = text;
    link.hidden = text === '';
  }

  function ask() {
    if (document.hidden) { setTimeout(ask, 1000); return; }
    fetch('view?after=' + version, { cache: 'no-store' }).then(function (answer) {
      alrcWatch.every = answer.headers.get('X-Ended') === 'true' ? 10000 : 500;
      if (answer.status === 200) {
        version = Number(answer.headers.get('X-Version'));
        return answer.text().then(replace).then(function () { say(''); });
      }
      say(answer.status === 204 ? '' : 'This page is refused (' + answer.status + '): open the address that alrc watch printed.');
    }).catch(function () {
      alrcWatch.every = 2000;
      say('alrc watch does not answer any more; the page shows what it said last.');
    }).then(function () { setTimeout(ask, alrcWatch.every); });
  }
  ask();
}

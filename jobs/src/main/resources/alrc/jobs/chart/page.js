/* Replaces the drawings of a page by charts that answer the pointer; without it the drawings stand. */
(function (figures) {
  var dark = window.matchMedia('(prefers-color-scheme: dark)'), shown = [];

  /* Shows a chart in an element, in its width, and returns a function that draws it anew. */
  figures.show = function (echarts, element, chart) {
    var drawn, width;
    function draw(always, end) {
      if (end && drawn) { drawn.dispose(); }
      if (end || element.clientWidth === 0 || (!always && element.clientWidth === width)) { return; }
      width = element.clientWidth;
      if (drawn) { drawn.dispose(); }
      var look = figures.look(width, true, dark.matches), option = figures.option(chart, look);
      element.style.height = Math.ceil(look.height) + 'px';
      drawn = echarts.init(element, null, { renderer: 'canvas', width: width, height: Math.ceil(look.height) });
      drawn.setOption(option);
    }
    draw(true);
    return draw;
  };

  /* Shows the figures of the page that are not shown yet; those that left it are forgotten. */
  figures.start = function () {
    shown = shown.filter(function (one) {
      if (!document.contains(one.element)) { one.draw(false, true); }
      return document.contains(one.element);
    });
    Array.prototype.forEach.call(document.querySelectorAll('figure.chart:not(.drawn)'), function (figure) {
      var data = JSON.parse(figure.querySelector('script').textContent), element = figure.querySelector('.live');
      figure.classList.add('drawn');
      shown.push({ element: element, draw: figures.show(echarts, element, data) });
    });
  };

  function again(always) { shown.forEach(function (one) { one.draw(always); }); }
  dark.addEventListener('change', function () { again(true); });
  window.addEventListener('resize', function () { again(false); });
  figures.start();
})(alrcFigures);

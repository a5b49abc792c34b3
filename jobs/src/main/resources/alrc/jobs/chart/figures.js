/*
 * Turns the data of a chart (see alrc.jobs.chart) into an option of Apache ECharts, for the SVG of a
 * paper and for the interactive page alike. ECMAScript 5, since Rhino draws the SVG. This file has
 * what all charts share; kinds.js and points.js have one function per kind of chart.
 */
var alrcFigures = (function () {
  // After Okabe and Ito. Neighbours differ in grey too; dashes and symbols differ as well.
  var LIGHT = ['#000000', '#d55e00', '#005a9c', '#cc79a7', '#00795a', '#e69f00', '#2f8fcb'];
  var DARK = ['#f2f4f7', '#ff8a3c', '#5ab4f0', '#f3a9cf', '#35c79c', '#f0c03c', '#9cc4ff'];
  var DASHES = ['solid', [5, 2], [1.5, 1.5], [7, 2, 1.5, 2], [3, 1], [9, 3], [1, 3]];
  var SYMBOLS = ['circle', 'triangle', 'rect', 'diamond', 'arrow', 'circle', 'triangle'];
  var FONT = 'Helvetica, Arial, sans-serif';
  var CROSS = 'path://M0,1L4,5L0,9L1,10L5,6L9,10L10,9L6,5L10,1L9,0L5,4L1,0Z';
  var figures = { kinds: {}, CROSS: CROSS, FONT: FONT };

  // 1e-10, 0.02, 1500, 1e5: the shortest spelling of six digits.
  figures.label = function (value) {
    var rounded = Number(value.toPrecision(6)), size = Math.abs(rounded);
    if (size === 0 || (size >= 1e-3 && size < 1e5)) { return String(rounded); }
    return rounded.toExponential().replace('e+', 'e');
  };

  figures.escape = function (text) {
    return String(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  };

  /* The look of a chart: on paper (one column wide) or in a page, of a width in pixels. */
  figures.look = function (width, page, dark) {
    var narrow = page && width < 480;
    return {
      width: width, page: page, ink: dark ? '#e6e9ed' : '#000000', soft: dark ? '#a5adb8' : '#333333',
      rule: dark ? '#3a424c' : '#dddddd', paper: dark ? '#1e232a' : '#ffffff', colours: dark ? DARK : LIGHT,
      size: page ? (narrow ? 11 : 12) : 9, tick: page ? (narrow ? 10 : 11) : 8.5,
      left: page ? 66 : 50, right: page ? 16 : 12, foot: page ? 44 : 30,
      plot: page ? 280 : 156, strip: page ? 74 : 46, gap: page ? 16 : 12,
      colour: function (index) { return this.colours[index % this.colours.length]; },
      dash: function (index) { return DASHES[index % DASHES.length]; },
      symbol: function (index) { return SYMBOLS[index % SYMBOLS.length]; },
      letters: function (pixels) { return Math.max(6, Math.floor(pixels / (0.56 * this.size))); }
    };
  };

  figures.cut = function (text, letters) {
    return text.length > letters ? text.substring(0, letters - 1) + '\u2026' : text;
  };

  /* How many rows the legend takes. ECharts wraps it, but leaves no room for it. */
  function legendRows(names, look, width) {
    var rows = 1, used = 0;
    names.forEach(function (name) {
      var wide = 40 + figures.cut(name, look.letters(width - 40)).length * 0.58 * look.size;
      if (used > 0 && used + wide > width) { rows++; used = 0; }
      used += wide;
    });
    return rows;
  }

  /* The frame of a chart: legend, plot area, tools. Sets look.top and look.height. */
  figures.base = function (chart, look, wanted) {
    var tools = look.page ? 66 : 0, legendWidth = look.width - 8 - tools;
    var rows = wanted.legend ? legendRows(chart.names, look, legendWidth) : 0;
    var row = look.size + (look.page ? 8 : 5);
    look.top = wanted.legend ? rows * row + (look.page ? 12 : 8) : (look.page ? 30 : 8);
    var plot = wanted.plot || look.plot;
    look.foot = wanted.foot || look.foot;
    look.height = look.top + plot + look.foot + (wanted.strip ? look.strip + look.gap : 0);
    var letters = look.letters(legendWidth - 40);
    return {
      animation: false, backgroundColor: 'transparent',
      textStyle: { fontFamily: FONT, fontSize: look.size, color: look.ink },
      grid: [{ left: look.left, right: look.right, top: look.top, height: plot }],
      legend: {
        show: !!wanted.legend, top: 2, left: 4, width: legendWidth, itemWidth: wanted.symbols ? 8 : 26, itemHeight: wanted.symbols ? 8 : 7, itemGap: 8,
        textStyle: { fontSize: look.size, color: look.ink }, inactiveColor: look.soft,
        selectedMode: look.page, formatter: function (name) { return figures.cut(name, letters); },
        data: chart.names.map(function (name, index) {
          return wanted.symbols ? { name: name, icon: look.symbol(index) } : { name: name, itemStyle: { opacity: 0 } };
        })
      },
      tooltip: look.page ? {
        trigger: 'item', confine: true, backgroundColor: look.paper, borderColor: look.soft,
        textStyle: { color: look.ink, fontSize: 12 }, extraCssText: 'white-space:normal;max-width:22rem'
      } : undefined,
      toolbox: look.page ? {
        right: 0, top: 0, itemSize: 13, itemGap: 6, iconStyle: { borderColor: look.soft },
        emphasis: { iconStyle: { borderColor: look.ink, textFill: look.ink, textBackgroundColor: look.paper } },
        feature: {
          dataZoom: {
            filterMode: 'none', yAxisIndex: wanted.zoomX ? false : undefined, xAxisIndex: wanted.zoomY ? false : undefined,
            title: { zoom: 'zoom: drag a rectangle', back: 'zoom back' }
          },
          restore: { title: 'reset' }
        }
      } : undefined,
      series: []
    };
  };

  figures.axis = function (kind, name, look, gap) {
    return {
      type: kind, name: name, nameLocation: 'middle', nameGap: gap,
      nameTextStyle: { fontSize: look.size, color: look.ink },
      axisLabel: { fontSize: look.tick, color: look.ink, hideOverlap: true },
      axisLine: { show: true, onZero: false, lineStyle: { color: look.ink, width: 0.7 } },
      axisTick: { show: kind !== 'category', lineStyle: { color: look.ink, width: 0.7 } }, splitLine: { show: false }
    };
  };

  figures.iterations = function (chart, look) {
    var made = figures.axis('value', 'iteration', look, look.page ? 26 : 17);
    made.max = chart.last;
    made.min = 0;
    made.minInterval = 1;
    made.axisLabel.formatter = function (value) { return String(Math.round(value)); };
    return made;
  };

  /* An axis of errors over a range; a name that is longer than the axis is written smaller. */
  figures.errorAxis = function (range, name, look, horizontal, length) {
    var log = range.scale === 'log', gap = horizontal ? (look.page ? 28 : 18) : (look.page ? 50 : 37);
    var made = figures.axis(log ? 'log' : 'value', name, look, gap);
    var fitting = (length || look.plot) / (0.5 * name.length);
    made.nameTextStyle.fontSize = Math.max(6, Math.min(look.size, fitting));
    made.min = range.low;
    made.max = range.high;
    made.axisLabel.formatter = figures.label;
    made.splitLine = { show: !log, lineStyle: { color: look.rule, width: 0.5 } };
    if (log) {
      made.axisTick.show = false;
      made.axisLabel.show = false;
    }
    return made;
  };

  // 1 to 9 times each power of ten of a range, and between them for those who zoom in
  function candidates(range, fine) {
    var ticks = [], first = Math.floor(Math.log(range.low) / Math.LN10 + 1e-9);
    for (var power = first; power <= Math.log(range.high) / Math.LN10 + 1e-9; power++) {
      for (var tenth = 10; tenth < 100; tenth += fine ? 1 : 10) {
        var value = Number(tenth + 'e' + (power - 1));
        if (value >= range.low * (1 - 1e-9) && value <= range.high * (1 + 1e-9)) {
          ticks.push({ value: value, power: power, tenth: tenth });
        }
      }
    }
    return ticks;
  }

  /*
   * What a tick is, where a decade has so many pixels: undefined, 'minor', 'major'; with text or not.
   * 2 and 5 are labelled where decades are few, every digit where there is room.
   */
  function tickAt(tick, decade, room) {
    var step = decade * 0.0458 >= room ? 1 : decade * 0.301 >= room ? 2 : 3;
    var fine = tick.tenth % 10 !== 0, major = tick.tenth === 10;
    if (fine && decade < 700) { return null; }
    var every = Math.max(1, Math.ceil(room / decade));
    var text = major ? tick.power % every === 0
      : fine ? decade * 0.0044 >= room : step === 1 || (step === 2 && (tick.tenth === 20 || tick.tenth === 50));
    return { major: major, fine: fine, text: text };
  }

  /*
   * The ticks of a log axis. One of ECharts 5.3 labels its ends, leaves decades out and draws minor
   * ticks beyond its end. These follow the zoom.
   */
  figures.logTicks = function (range, look, horizontal) {
    var ticks = candidates(range, look.page), size = look.tick;
    return {
      type: 'custom', silent: true, clip: false, z: 1, tooltip: { show: false },
      data: ticks.map(function (tick) { return horizontal ? [tick.value, range.middle || 1] : [0, tick.value]; }),
      renderItem: function (params, api) {
        var tick = ticks[params.dataIndex], box = params.coordSys, axis = horizontal ? 0 : 1;
        var place = function (value) { return api.coord(horizontal ? [value, 1] : [0, value])[axis]; };
        var at = place(tick.value), decade = Math.abs(place(tick.value * 10) - at);
        var from = horizontal ? box.x : box.y, length = horizontal ? box.width : box.height;
        var kind = tickAt(tick, decade, horizontal ? 3.4 * size : 1.7 * size);
        if (!kind || at < from - 0.5 || at > from + length + 0.5) { return null; }
        var tail = kind.major ? 5 : kind.fine ? 2 : 3, x = horizontal ? at : box.x, y = horizontal ? box.y + box.height : at;
        var children = [{
          type: 'line', style: { stroke: look.ink, lineWidth: kind.major ? 1 : 0.6 },
          shape: { x1: x, y1: y, x2: horizontal ? x : x - tail, y2: horizontal ? y + tail : y }
        }];
        if (kind.major) {
          children.push({
            type: 'line', style: { stroke: look.rule, lineWidth: 0.5 },
            shape: { x1: x, y1: y, x2: horizontal ? x : x + box.width, y2: horizontal ? y - box.height : y }
          });
        }
        if (kind.text) {
          children.push({
            type: 'text', x: horizontal ? x : x - 8, y: horizontal ? y + 8 : y,
            style: {
              text: figures.label(tick.value), fill: look.ink, fontSize: size, fontFamily: FONT,
              align: horizontal ? 'center' : 'right', verticalAlign: horizontal ? 'top' : 'middle'
            }
          });
        }
        return { type: 'group', children: children };
      }
    };
  };

  figures.ticked = function (option, range, look, horizontal) {
    if (range.scale === 'log') { option.series.push(figures.logTicks(range, look, horizontal)); }
    return option;
  };

  figures.marks = function (name, colour, points, tip) {
    return {
      type: 'scatter', name: name, symbol: CROSS, symbolSize: 7, clip: false, z: 6,
      itemStyle: { color: colour, opacity: 1 }, data: points, tooltip: { formatter: tip }
    };
  };

  /* The option of a chart; sets look.height. */
  figures.option = function (chart, look) { return figures.kinds[chart.kind](chart, look); };

  figures.svg = function (echarts, chart, width) {
    var look = figures.look(width, false, false), option = figures.option(chart, look);
    var drawn = echarts.init(null, null, { renderer: 'svg', ssr: true, width: width, height: Math.ceil(look.height) });
    drawn.setOption(option);
    var text = drawn.renderToSVGString();
    drawn.dispose();
    return text;
  };
  return figures;
})();

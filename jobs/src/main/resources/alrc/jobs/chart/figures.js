/*
 * Turns the data of a chart (see alrc.jobs.chart) into an option of Apache ECharts, for the SVG of a
 * paper and for the interactive page alike. ECMAScript 5, since Rhino draws the SVG.
 */
var alrcFigures = (function () {
  // Okabe and Ito; each differs from its neighbours in grey too, and by its dash.
  var COLOURS = ['#000000', '#d55e00', '#0072b2', '#cc79a7', '#009e73', '#e69f00', '#56b4e9'];
  var DASHES = ['solid', [5, 2], [1.5, 1.5], [7, 2, 1.5, 2], [3, 1], [9, 3], [1, 3]];
  var FONT = 'Helvetica, Arial, sans-serif';
  var CROSS = 'path://M0,1L4,5L0,9L1,10L5,6L9,10L10,9L6,5L10,1L9,0L5,4L1,0Z';

  function at(list, index) { return list[index % list.length]; }

  // 1e-10, 0.02, 1500: the shortest spelling of six digits.
  function label(value) { return String(Number(value.toPrecision(6))); }

  function base(chart, small) {
    var size = small ? 9 : 12;
    return {
      animation: false,
      textStyle: { fontFamily: FONT, fontSize: size },
      grid: { left: small ? 50 : 70, right: small ? 12 : 24, top: small ? 24 : 36, bottom: small ? 44 : 64 },
      legend: {
        top: 0, itemWidth: 26, itemStyle: { opacity: 0 }, itemHeight: 7, itemGap: 8, textStyle: { fontSize: size, color: '#000' },
        data: chart.names.slice(0)
      },
      tooltip: { trigger: 'item', confine: true, formatter: function (p) { return escape(p); } },
      graphic: chart.note ? [{
        type: 'text', left: small ? 50 : 70, bottom: 1,
        style: { text: chart.note, fontFamily: FONT, fontSize: small ? 8 : 11, fill: '#333' }
      }] : [],
      series: []
    };
  }

  function escape(p) {
    var name = String(p.seriesName), value = p.value instanceof Array ? p.value[1] : p.value;
    var seed = p.value instanceof Array && p.value.length > 2 ? ' seed ' + p.value[2] : '';
    return (name + seed + ': ' + value).replace(/&/g, '&amp;').replace(/</g, '&lt;');
  }

  function axis(kind, name, small, gap) {
    var size = small ? 9 : 12;
    return {
      type: kind, name: name, nameLocation: 'middle', nameGap: gap,
      nameTextStyle: { fontSize: size, color: '#000' },
      axisLabel: { fontSize: small ? 8.5 : 11, color: '#000', hideOverlap: true },
      axisLine: { show: true, lineStyle: { color: '#000', width: 0.7 } },
      axisTick: { show: true }, splitLine: { show: false }
    };
  }

  function errorAxis(chart, small, horizontal) {
    var range = chart.range, log = range.scale === 'log';
    var made = axis(log ? 'log' : 'value', chart.unit, small, horizontal ? (small ? 18 : 26) : (small ? 37 : 52));
    made.min = range.low;
    made.max = range.high;
    made.axisLabel.formatter = label;
    made.splitLine = { show: !log, lineStyle: { color: '#ddd', width: 0.5 } };
    if (log) {
      made.axisTick.show = false;
      made.axisLabel.show = false;
      made.nameGap = horizontal ? (small ? 18 : 26) : (small ? 37 : 52);
    }
    return made;
  }

  // A log axis of ECharts 5.3 labels its ends, leaves decades out and draws minor ticks beyond its end.
  // These are 1 to 9 times each power of ten inside the range; 2 and 5 are labelled where decades are few.
  function logTicks(chart, small, horizontal) {
    var range = chart.range, ticks = [];
    var decades = Math.log(range.high / range.low) / Math.LN10, every = Math.ceil(decades / 6);
    var first = Math.floor(Math.log(range.low) / Math.LN10 + 1e-9);
    for (var power = first; power <= Math.log(range.high) / Math.LN10 + 1e-9; power++) {
      for (var times = 1; times <= 9; times++) {
        var value = Number(times + 'e' + power);
        if (value >= range.low * (1 - 1e-9) && value <= range.high * (1 + 1e-9)) {
          ticks.push({
            value: value, major: times === 1,
            text: times === 1 ? power % every === 0 : decades < 2.5 && (times === 2 || times === 5)
          });
        }
      }
    }
    var size = small ? 8.5 : 11;
    return {
      type: 'custom', silent: true, clip: false, z: 1,
      data: ticks.map(function (tick) { return horizontal ? [tick.value, 0] : [0, tick.value]; }),
      renderItem: function (params, api) {
        var tick = ticks[params.dataIndex], box = params.coordSys, length = tick.major ? 5 : 3;
        var point = api.coord(horizontal ? [tick.value, 0] : [0, tick.value]);
        var x = horizontal ? point[0] : box.x, y = horizontal ? box.y + box.height : point[1];
        var children = [{
          type: 'line', style: { stroke: '#000', lineWidth: tick.major ? 1 : 0.6 },
          shape: { x1: x, y1: y, x2: horizontal ? x : x - length, y2: horizontal ? y + length : y }
        }];
        if (tick.major) {
          children.push({
            type: 'line', style: { stroke: '#ddd', lineWidth: 0.5 },
            shape: { x1: x, y1: y, x2: horizontal ? x : x + box.width, y2: horizontal ? y - box.height : y }
          });
        }
        if (tick.text) {
          children.push({
            type: 'text', x: horizontal ? x : x - 8, y: horizontal ? y + 8 : y,
            style: {
              text: label(tick.value), fill: '#000', fontSize: size, fontFamily: FONT,
              align: horizontal ? 'center' : 'right', verticalAlign: horizontal ? 'top' : 'middle'
            }
          });
        }
        return { type: 'group', children: children };
      }
    };
  }

  function withTicks(option, chart, small, horizontal) {
    if (chart.range.scale === 'log') { option.series.push(logTicks(chart, small, horizontal)); }
    return option;
  }

  function thin(index) { return { width: 0.5, color: at(COLOURS, index), opacity: 0.45 }; }

  function thick(index) { return { width: 1.5, color: at(COLOURS, index), type: at(DASHES, index) }; }

  // points: [x, low, high] of a band over a value axis
  function band(name, index, points) {
    return {
      type: 'custom', name: name, silent: true, clip: true, data: [[points[0][0], points[0][1]]],
      itemStyle: { color: at(COLOURS, index) },
      renderItem: function (params, api) {
        var up = points.map(function (p) { return api.coord([p[0], p[2]]); });
        var down = points.map(function (p) { return api.coord([p[0], p[1]]); }).reverse();
        var box = params.coordSys;
        return {
          type: 'polygon', shape: { points: up.concat(down) },
          style: { fill: at(COLOURS, index), opacity: 0.16 },
          clipPath: { type: 'rect', shape: { x: box.x, y: box.y, width: box.width, height: box.height } }
        };
      }
    };
  }

  function marks(name, index, points) {
    return {
      type: 'scatter', name: name, symbol: CROSS, symbolSize: 7, clip: false, z: 5,
      itemStyle: { color: at(COLOURS, index) }, data: points
    };
  }

  function curves(chart, small) {
    var option = base(chart, small);
    option.xAxis = axis('value', 'iteration', small, small ? 17 : 26);
    option.xAxis.max = chart.last;
    option.xAxis.axisLabel.formatter = label;
    option.yAxis = errorAxis(chart, small, false);
    // the mean first, for the legend; dashes over solid: a line shows where it lies under another
    chart.cells.forEach(function (cell, index) {
      if (cell.mean.length > 0) {
        option.series.push({
          type: 'line', name: cell.name, showSymbol: false, lineStyle: thick(index), z: 4,
          itemStyle: { color: at(COLOURS, index) }, data: cell.mean.map(function (p) { return [p[0], p[1]]; })
        });
        option.series.push(band(cell.name, index, cell.mean.map(function (p) { return [p[0], p[2], p[3]]; })));
      }
      if (cell.diverged.length > 0) {
        option.series.push(marks(cell.name, index, cell.diverged.map(function (d) {
          return [d[0], chart.range.high, d[1]];
        })));
      }
    });
    chart.cells.forEach(function (cell, index) {
      cell.seeds.forEach(function (seed) {
        option.series.push({
          type: 'line', name: cell.name, showSymbol: false, lineStyle: thin(index), z: 2,
          itemStyle: { color: at(COLOURS, index) },
          data: seed.points.map(function (p) { return [p[0], p[1], seed.seed]; })
        });
      });
    });
    return withTicks(option, chart, small, false);
  }

  function finals(chart, small) {
    var option = base(chart, small);
    option.legend = { show: false };
    option.grid.top = small ? 6 : 12;
    option.grid.left = small ? 78 : 110;
    option.xAxis = errorAxis(chart, small, true);
    option.yAxis = axis('category', '', small, 0);
    option.yAxis.inverse = true;
    option.yAxis.data = chart.names;
    option.yAxis.axisLabel.width = option.grid.left - 12;
    option.yAxis.axisLabel.overflow = 'truncate';
    chart.cells.forEach(function (cell, index) {
      var shown = cell.errors.filter(function (e) { return e[1] >= chart.range.low && e[1] <= chart.range.high; });
      option.series.push({
        type: 'custom', name: cell.name, z: 3, itemStyle: { color: at(COLOURS, index) },
        encode: { x: 0, y: 1 },
        data: shown.map(function (e, k) { return [e[1], index, e[0], k]; }),
        renderItem: function (params, api) {
          var centre = api.coord([api.value(0), index]), row = api.size([0, 1])[1];
          var spread = shown.length > 1 ? (api.value(3) / (shown.length - 1) - 0.5) * row * 0.4 : 0;
          return {
            type: 'circle', shape: { cx: centre[0], cy: centre[1] + row * 0.12 + spread, r: small ? 1.7 : 3 },
            style: { fill: 'none', stroke: at(COLOURS, index), lineWidth: 0.7 }
          };
        }
      });
      if (cell.interval.length > 0) { option.series.push(whisker(cell, index, small)); }
      if (cell.diverged > 0) {
        option.series.push({
          type: 'scatter', name: cell.name, symbol: CROSS, symbolSize: 7, clip: false,
          itemStyle: { color: at(COLOURS, index) }, data: [[chart.range.high, index]],
          label: { show: true, position: 'left', offset: [8, small ? -10 : -16], fontSize: small ? 8 : 11, color: '#000', formatter: cell.diverged + ' diverged' }
        });
      }
    });
    return withTicks(option, chart, small, true);
  }

  // interval: [middle, low, high]
  function whisker(cell, index, small) {
    return {
      type: 'custom', name: cell.name, z: 4, data: [[cell.interval[0], index]], encode: { x: 0, y: 1 },
      itemStyle: { color: at(COLOURS, index) },
      renderItem: function (params, api) {
        var box = params.coordSys, row = api.size([0, 1])[1];
        var keep = function (x) { return Math.min(box.x + box.width, Math.max(box.x, x)); };
        var centre = api.coord([cell.interval[0], index]), y = centre[1] - row * 0.28;
        var low = keep(api.coord([cell.interval[1], index])[0]), high = keep(api.coord([cell.interval[2], index])[0]);
        var pen = { stroke: at(COLOURS, index), lineWidth: 1.3 };
        return {
          type: 'group', children: [
            { type: 'line', shape: { x1: low, y1: y, x2: high, y2: y }, style: pen },
            { type: 'line', shape: { x1: centre[0], y1: y - 4, x2: centre[0], y2: y + 4 }, style: pen }
          ]
        };
      }
    };
  }

  function pairs(chart, small) {
    var option = base(chart, small);
    option.legend = { show: false };
    option.grid.top = small ? 6 : 12;
    option.xAxis = axis('category', '', small, 0);
    option.xAxis.data = chart.names;
    option.yAxis = errorAxis(chart, small, false);
    chart.seeds.forEach(function (seed) {
      option.series.push({
        type: 'line', name: 'seed ' + seed.seed, symbol: 'circle', symbolSize: small ? 3 : 5,
        lineStyle: { width: 0.7, color: seed.lower ? '#0072b2' : '#d55e00', type: seed.lower ? 'solid' : [3, 2] },
        itemStyle: { color: seed.lower ? '#0072b2' : '#d55e00' },
        data: seed.errors.map(function (error) { return error === null ? '-' : error; })
      });
    });
    chart.names.forEach(function (name, column) {
      var lost = chart.seeds.filter(function (seed) { return seed.errors[column] === null; });
      if (lost.length > 0) {
        var mark = marks(name, 0, [[column, chart.range.high]]);
        mark.label = {
          show: true, position: 'right', fontSize: small ? 8 : 11, color: '#000',
          formatter: lost.length + ' diverged'
        };
        option.series.push(mark);
      }
    });
    return withTicks(option, chart, small, false);
  }

  function profile(chart, small) {
    var option = base(chart, small);
    option.xAxis = errorAxis(chart, small, true);
    option.yAxis = axis('value', 'share of seeds at or below', small, small ? 30 : 44);
    option.yAxis.min = 0;
    option.yAxis.max = 1;
    chart.cells.forEach(function (cell, index) {
      var steps = [], low = chart.range.low, high = chart.range.high;
      var last = cell.steps[cell.steps.length - 1];
      var line = [[low, 0]].concat(cell.steps.map(function (s) { return [s[0], s[1]]; }));
      if (last) { line.push([Math.max(high, last[0]), last[1]]); }
      cell.steps.forEach(function (step, k) {
        if (k > 0) { steps.push([step[0], cell.steps[k - 1][2], cell.steps[k - 1][3]]); }
        steps.push([step[0], step[2], step[3]]);
      });
      if (last) { steps.push([Math.max(high, last[0]), last[2], last[3]]); }
      option.series.push({
        type: 'line', name: cell.name, step: 'end', showSymbol: false, lineStyle: thick(index), z: 4,
        itemStyle: { color: at(COLOURS, index) }, data: line
      });
      if (steps.length > 0) { option.series.push(band(cell.name, index, steps)); }
    });
    return withTicks(option, chart, small, true);
  }

  var KINDS = { curves: curves, finals: finals, pairs: pairs, profile: profile };

  return {
    option: function (chart, small) { return KINDS[chart.kind](chart, small); },
    svg: function (echarts, chart, width, height) {
      var drawn = echarts.init(null, null, { renderer: 'svg', ssr: true, width: width, height: height });
      drawn.setOption(alrcFigures.option(chart, true));
      var text = drawn.renderToSVGString();
      drawn.dispose();
      return text;
    },
    show: function (echarts, element, chart) {
      var drawn = echarts.init(element, null, { renderer: 'svg' });
      var option = alrcFigures.option(chart, false);
      option.dataZoom = [{ type: 'inside', filterMode: 'none' }];
      drawn.setOption(option);
      return drawn;
    }
  };
})();

/* Charts of errors; data: see the classes of their names in alrc.jobs.chart. */
(function (figures) {
  var escape = figures.escape, label = figures.label;

  // points: [x, low, high] of a band over a value axis
  function band(name, colour, points) {
    return {
      type: 'custom', name: name, silent: true, clip: true, data: [[points[0][0], points[0][1]]],
      itemStyle: { color: colour }, tooltip: { show: false },
      renderItem: function (params, api) {
        var up = points.map(function (p) { return api.coord([p[0], p[2]]); });
        var down = points.map(function (p) { return api.coord([p[0], p[1]]); }).reverse();
        var box = params.coordSys;
        return {
          type: 'polygon', shape: { points: up.concat(down) }, style: { fill: colour, opacity: 0.16 },
          clipPath: { type: 'rect', shape: { x: box.x, y: box.y, width: box.width, height: box.height } }
        };
      }
    };
  }

  function line(name, colour, style, data, z) {
    return {
      type: 'line', name: name, showSymbol: false, lineStyle: style, z: z, itemStyle: { color: colour }, data: data
    };
  }

  // In a page every point of a line answers the pointer, though only the one under it shows.
  function hovered(series, look, tip) {
    if (look.page) {
      series.showSymbol = true;
      series.showAllSymbol = true;
      series.symbol = 'circle';
      series.symbolSize = 7;
      series.itemStyle.opacity = 0;
      series.emphasis = { focus: 'series', itemStyle: { opacity: 1 }, lineStyle: { opacity: 1 } };
      series.blur = { lineStyle: { opacity: 0.12 }, itemStyle: { opacity: 0 } };
      series.tooltip = { formatter: tip };
    }
    return series;
  }

  function thick(colour, dash, look) { return { width: look.page ? 2 : 1.5, color: colour, type: dash }; }

  function drawMean(option, cell, colour, dash, look) {
    // first of its cell, for the legend; dashes over solid: a line shows where it lies under another
    var mean = cell.mean.map(function (p) { return [p[0], p[1]]; });
    var drawn = cell.seeds.filter(function (seed) { return seed.points.length > 0; });
    option.series.push(hovered(line(cell.name, colour, thick(colour, dash, look), mean, 4), look, function (p) {
      var row = cell.mean[p.dataIndex], one = drawn.length === 1;
      return '<b>' + escape(cell.name) + '</b><br>' + (one ? 'seed ' + drawn[0].seed : 'mean of ' + drawn.length + ' seeds')
        + ': ' + label(row[1]) + (one ? '' : '<br>95 % interval: ' + label(row[2]) + ' to ' + label(row[3]))
        + '<br>iteration ' + row[0];
    }));
    if (cell.mean.length > 0 && drawn.length > 1) {
      option.series.push(band(cell.name, colour, cell.mean.map(function (p) { return [p[0], p[2], p[3]]; })));
    }
  }

  // So many points of thin lines are more than a column's width shows; of more, some are left out.
  var MOST = 5000;

  function sparse(points, every) {
    return points.filter(function (p, k) { return k % every === 0 || k === points.length - 1; });
  }

  function sparseness(chart) {
    var all = 0;
    chart.cells.forEach(function (cell) { cell.seeds.forEach(function (seed) { all += seed.points.length; }); });
    return Math.max(1, Math.ceil(all / MOST));
  }

  // On paper nothing moves: placing the points here is several times as fast as a series per seed.
  function drawSeedsOnPaper(option, chart, cell, colour) {
    var every = sparseness(chart);
    var low = Math.log(chart.range.low), span = Math.log(chart.range.high) - low, log = chart.range.scale === 'log';
    var up = function (value) {
      return log ? (Math.log(value) - low) / span : (value - chart.range.low) / (chart.range.high - chart.range.low);
    };
    option.series.push({
      type: 'custom', name: cell.name, silent: true, z: 2, data: [[0, chart.range.low]], itemStyle: { color: colour },
      renderItem: function (params) {
        var box = params.coordSys;
        return {
          type: 'group',
          clipPath: { type: 'rect', shape: { x: box.x, y: box.y, width: box.width, height: box.height } },
          children: cell.seeds.map(function (seed) {
            return {
              type: 'polyline', style: { stroke: colour, fill: 'none', lineWidth: 0.5, opacity: 0.45 },
              shape: {
                points: sparse(seed.points, every).map(function (p) {
                  return [box.x + box.width * p[0] / chart.last, box.y + box.height * (1 - up(p[1]))];
                })
              }
            };
          })
        };
      }
    });
  }

  function drawSeeds(option, chart, cell, colour, look) {
    if (!look.page) { drawSeedsOnPaper(option, chart, cell, colour); }
    (look.page ? cell.seeds : []).forEach(function (seed) {
      var thin = { width: 0.8, color: colour, opacity: 0.45 };
      option.series.push(hovered(line(cell.name, colour, thin, seed.points, 2), look, function (p) {
        return '<b>' + escape(cell.name) + '</b><br>seed ' + seed.seed + ': ' + label(p.value[1]) + '<br>iteration ' + p.value[0];
      }));
    });
    if (cell.diverged.length > 0) {
      option.series.push(figures.marks(cell.name, colour, cell.diverged, function (p) {
        return '<b>' + escape(cell.name) + '</b><br>seed ' + p.value[2] + ' diverged at iteration ' + p.value[0];
      }));
    }
  }

  function clippedStrip(option, chart, look) {
    var top = look.top + look.plot + look.gap, most = 0;
    option.grid.push({ left: look.left, right: look.right, top: top, height: look.strip });
    option.xAxis.push(figures.iterations(chart, look));
    option.xAxis[1].gridIndex = 1;
    option.xAxis[0].name = '';
    option.xAxis[0].axisLabel.show = false;
    var up = figures.axis('value', '% clipped', look, look.page ? 50 : 37);
    up.gridIndex = 1;
    up.min = 0;
    up.splitNumber = 2;
    option.yAxis.push(up);
    chart.cells.forEach(function (cell, index) {
      if (cell.clipped.length === 0) { return; }
      cell.clipped.forEach(function (p) { most = Math.max(most, p[1]); });
      var series = line(cell.name, look.colour(index), thick(look.colour(index), look.dash(index), look), cell.clipped, 4);
      series.lineStyle.width = look.page ? 1.5 : 1;
      series.xAxisIndex = 1;
      series.yAxisIndex = 1;
      option.series.push(hovered(series, look, function (p) {
        return '<b>' + escape(cell.name) + '</b><br>' + label(p.value[1]) + ' % of the losses clipped<br>up to iteration ' + p.value[0];
      }));
    });
  }

  figures.kinds.curves = function (chart, look) {
    var clipped = chart.cells.some(function (cell) { return cell.clipped.length > 0; });
    var option = figures.base(chart, look, { legend: true, strip: clipped });
    option.xAxis = [figures.iterations(chart, look)];
    option.yAxis = [figures.errorAxis(chart.range, chart.unit, look, false)];
    chart.cells.forEach(function (cell, index) { drawMean(option, cell, look.colour(index), look.dash(index), look); });
    chart.cells.forEach(function (cell, index) { drawSeeds(option, chart, cell, look.colour(index), look); });
    if (clipped) { clippedStrip(option, chart, look); }
    return figures.ticked(option, chart.range, look, false);
  };

  // at an end of the axis, where an interval goes on: x of its tip, way -1 to the left, 1 to the right
  function arrow(x, y, way, colour, look) {
    var long = look.page ? 9 : 5, half = look.page ? 5 : 3;
    return {
      type: 'polygon', shape: { points: [[x, y], [x - way * long, y - half], [x - way * long, y + half]] }, style: { fill: colour }
    };
  }

  // interval: [middle, low, high]
  function whisker(cell, index, colour, look, range) {
    return {
      type: 'custom', name: cell.name, z: 4, data: [[cell.interval[0], index]], encode: { x: 0, y: 1 },
      itemStyle: { color: colour },
      tooltip: {
        formatter: function () {
          return '<b>' + escape(cell.name) + '</b><br>mean: ' + label(cell.interval[0]) + '<br>95 % interval: '
            + label(cell.interval[1]) + ' to ' + label(cell.interval[2]);
        }
      },
      renderItem: function (params, api) {
        var box = params.coordSys, row = api.size([0, 1])[1], tall = look.page ? 5 : 4;
        var keep = function (x) { return Math.min(box.x + box.width, Math.max(box.x, x)); };
        var centre = api.coord([cell.interval[0], index]), y = centre[1] - row * 0.27;
        // a log axis has no place for what is not above 0
        var place = function (value) { return value < range.low ? box.x : keep(api.coord([value, index])[0]); };
        var low = place(cell.interval[1]), high = place(cell.interval[2]);
        var pen = { stroke: colour, lineWidth: look.page ? 2 : 1.3 };
        var lines = [
          { type: 'line', shape: { x1: low, y1: y, x2: high, y2: y }, style: pen },
          { type: 'line', shape: { x1: centre[0], y1: y - tall, x2: centre[0], y2: y + tall }, style: pen }
        ];
        if (cell.interval[1] < range.low) { lines.push(arrow(box.x, y, -1, colour, look)); }
        if (cell.interval[2] > range.high) { lines.push(arrow(box.x + box.width, y, 1, colour, look)); }
        // what the pointer meets
        var field = { type: 'rect', shape: { x: low, y: y - tall, width: high - low, height: 2 * tall }, style: { fill: colour, opacity: 0.01 } };
        return { type: 'group', children: look.page ? [field].concat(lines) : lines };
      }
    };
  }

  function dots(cell, index, colour, look, shown) {
    return {
      type: 'custom', name: cell.name, z: 3, itemStyle: { color: colour }, encode: { x: 0, y: 1 },
      data: shown.map(function (e, k) { return [e[1], index, e[0], k]; }),
      tooltip: {
        formatter: function (p) { return '<b>' + escape(cell.name) + '</b><br>seed ' + p.value[2] + ': ' + label(p.value[0]); }
      },
      renderItem: function (params, api) {
        var centre = api.coord([api.value(0), index]), row = api.size([0, 1])[1];
        var spread = shown.length > 1 ? (api.value(3) / (shown.length - 1) - 0.5) * row * 0.4 : 0;
        return {
          type: 'circle', shape: { cx: centre[0], cy: centre[1] + row * 0.14 + spread, r: look.page ? 3.5 : 1.7 },
          style: { fill: look.paper, stroke: colour, lineWidth: look.page ? 1.2 : 0.7 }
        };
      }
    };
  }

  figures.kinds.finals = function (chart, look) {
    var longest = Math.max.apply(null, chart.names.map(function (name) { return name.length; }).concat([4]));
    look.left = Math.min(0.4 * look.width, 16 + 0.58 * look.size * longest);
    var option = figures.base(chart, look, { plot: Math.max(40, chart.cells.length * (look.page ? 44 : 30)), zoomX: true });
    option.xAxis = figures.errorAxis(chart.range, chart.unit, look, true, look.width - look.left - look.right);
    option.yAxis = figures.axis('category', '', look, 0);
    option.yAxis.inverse = true;
    option.yAxis.data = chart.names.map(function (name) { return figures.cut(name, look.letters(look.left - 12)); });
    chart.cells.forEach(function (cell, index) {
      var colour = look.colour(index);
      var shown = cell.errors.filter(function (e) { return e[1] >= chart.range.low && e[1] <= chart.range.high; });
      option.series.push(dots(cell, index, colour, look, shown));
      if (cell.interval.length > 0) { option.series.push(whisker(cell, index, colour, look, chart.range)); }
      if (cell.diverged > 0) {
        var mark = figures.marks(cell.name, colour, [[chart.range.high, index]], function () {
          return '<b>' + escape(cell.name) + '</b><br>' + cell.diverged + ' diverged';
        });
        mark.label = {
          show: true, position: 'left', offset: [8, look.page ? -15 : -10], fontSize: look.tick, color: look.ink,
          formatter: cell.diverged + ' diverged'
        };
        option.series.push(mark);
      }
    });
    return figures.ticked(option, chart.range, look, true);
  };

  figures.kinds.pairs = function (chart, look) {
    var option = figures.base(chart, look, { zoomY: true, foot: look.page ? 28 : 20 }), better = look.colour(2), worse = look.colour(1);
    option.xAxis = figures.axis('category', '', look, 0);
    var room = look.letters((look.width - look.left - look.right) / 2 - 8);
    option.xAxis.data = chart.names.map(function (name) { return figures.cut(name, room); });
    option.yAxis = figures.errorAxis(chart.range, chart.unit, look, false);
    chart.seeds.forEach(function (seed) {
      var colour = seed.lower ? better : worse;
      option.series.push({
        type: 'line', name: 'seed ' + seed.seed, symbol: 'circle', showAllSymbol: true, symbolSize: look.page ? 6 : 3,
        lineStyle: { width: look.page ? 1.2 : 0.7, color: colour, type: seed.lower ? 'solid' : [3, 2] },
        itemStyle: { color: colour }, emphasis: { focus: 'series' },
        data: seed.errors.map(function (error) { return error === null ? '-' : error; }),
        tooltip: {
          formatter: function (p) {
            return '<b>seed ' + seed.seed + '</b>' + chart.names.map(function (name, column) {
              var error = seed.errors[column];
              return '<br>' + escape(name) + ': ' + (error === null ? 'diverged' : label(error));
            }).join('');
          }
        }
      });
    });
    chart.names.forEach(function (name, column) {
      var lost = chart.seeds.filter(function (seed) { return seed.errors[column] === null; });
      if (lost.length > 0) {
        var mark = figures.marks(name, look.ink, [[column, chart.range.high]], function () {
          return '<b>' + escape(name) + '</b><br>diverged: seed ' + lost.map(function (seed) { return seed.seed; }).join(', ');
        });
        mark.label = {
          show: true, position: 'right', fontSize: look.tick, color: look.ink, formatter: lost.length + ' diverged'
        };
        option.series.push(mark);
      }
    });
    return figures.ticked(option, chart.range, look, false);
  };

  function stairs(cell, low, high) {
    var last = cell.steps[cell.steps.length - 1], band = [];
    var line = [[low, 0]].concat(cell.steps.map(function (s) { return [s[0], s[1]]; }));
    cell.steps.forEach(function (step, k) {
      if (k > 0) { band.push([step[0], cell.steps[k - 1][2], cell.steps[k - 1][3]]); }
      band.push([step[0], step[2], step[3]]);
    });
    if (last) {
      line.push([Math.max(high, last[0]), last[1]]);
      band.push([Math.max(high, last[0]), last[2], last[3]]);
    }
    return { line: line, band: band };
  }

  figures.kinds.profile = function (chart, look) {
    var option = figures.base(chart, look, { legend: true });
    option.xAxis = figures.errorAxis(chart.range, chart.unit, look, true, look.width - look.left - look.right);
    option.yAxis = figures.axis('value', 'share of seeds at or below', look, look.page ? 44 : 30);
    option.yAxis.min = 0;
    option.yAxis.max = 1;
    chart.cells.forEach(function (cell, index) {
      var made = stairs(cell, chart.range.low, chart.range.high), colour = look.colour(index);
      var series = line(cell.name, colour, thick(colour, look.dash(index), look), made.line, 4);
      series.step = 'end';
      option.series.push(hovered(series, look, function (p) {
        return '<b>' + escape(cell.name) + '</b><br>' + label(100 * p.value[1]) + ' % of the seeds at or below ' + label(p.value[0]);
      }));
      if (made.band.length > 0) { option.series.push(band(cell.name, colour, made.band)); }
    });
    return figures.ticked(option, chart.range, look, true);
  };
})(alrcFigures);

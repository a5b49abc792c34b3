/* Charts of clipped losses; data: [iteration, loss, limit, seed, example] of each. */
(function (figures) {
  var escape = figures.escape, label = figures.label;

  // The symbols of the legend, drawn around a point
  function outline(symbol, x, y, r) {
    var corners = {
      triangle: [[0, -1.2], [1.1, 0.8], [-1.1, 0.8]], rect: [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
      diamond: [[0, -1.3], [1.1, 0], [0, 1.3], [-1.1, 0]], arrow: [[0, -1.3], [1, 1.1], [0, 0.5], [-1, 1.1]]
    }[symbol];
    return corners
      ? { type: 'polygon', shape: { points: corners.map(function (c) { return [x + r * c[0], y + r * c[1]]; }) } }
      : { type: 'circle', shape: { cx: x, cy: y, r: r } };
  }

  function inside(box, at) {
    return at[0] >= box.x - 0.5 && at[0] <= box.x + box.width + 0.5 && at[1] >= box.y - 0.5 && at[1] <= box.y + box.height + 0.5;
  }

  function points(cell, index, look, across, stems) {
    var colour = look.colour(index);
    return {
      type: 'custom', name: cell.name, z: 3 + index, itemStyle: { color: colour },
      data: cell.points.map(function (p) { return stems ? [p[0], p[1]] : [p[1], p[2]]; }),
      tooltip: {
        formatter: function (p) {
          var row = cell.points[p.dataIndex];
          return '<b>' + escape(cell.name) + '</b><br>seed ' + row[3] + ', iteration ' + row[0] + '<br>loss ' + label(row[1])
            + ', clipped to ' + label(row[2]) + '<br><small>' + escape(row[4]) + '</small>';
        }
      },
      renderItem: function (params, api) {
        var row = cell.points[params.dataIndex], box = params.coordSys;
        var at = api.coord(stems ? [row[0], row[1]] : [row[1], row[2]]);
        if (!inside(box, at)) { return null; }
        var mark = outline(look.symbol(index), at[0], at[1], look.page ? 3.2 : 1.8);
        mark.style = { fill: look.paper, stroke: colour, lineWidth: look.page ? 1.2 : 0.7 };
        if (!stems) { return mark; }
        var foot = Math.min(box.y + box.height, Math.max(box.y, api.coord([row[0], row[2]])[1]));
        return {
          type: 'group', children: [
            { type: 'line', shape: { x1: at[0], y1: at[1], x2: at[0], y2: foot }, style: { stroke: colour, lineWidth: look.page ? 0.8 : 0.4, opacity: 0.6 } },
            mark
          ]
        };
      }
    };
  }

  figures.kinds.spikes = function (chart, look) {
    var option = figures.base(chart, look, { legend: true, symbols: true });
    option.xAxis = figures.iterations(chart, look);
    option.yAxis = figures.errorAxis(chart.range, 'loss, ' + chart.unit, look, false);
    chart.cells.forEach(function (cell, index) { option.series.push(points(cell, index, look, chart.range, true)); });
    return figures.ticked(option, chart.range, look, false);
  };

  figures.kinds.clipped = function (chart, look) {
    var option = figures.base(chart, look, { legend: true, symbols: true });
    var wide = look.width - look.left - look.right;
    option.xAxis = figures.errorAxis(chart.across, 'loss, ' + chart.unit, look, true, wide);
    option.yAxis = figures.errorAxis(chart.range, 'clipped to', look, false);
    var low = Math.min(chart.across.low, chart.range.low), high = Math.max(chart.across.high, chart.range.high);
    option.series.push({
      type: 'line', silent: true, showSymbol: false, z: 1, data: [[low, low], [high, high]],
      lineStyle: { color: look.soft, width: 0.8, type: 'solid', opacity: 0.7 }, tooltip: { show: false }
    });
    chart.cells.forEach(function (cell, index) { option.series.push(points(cell, index, look, chart.across, false)); });
    figures.ticked(option, chart.across, look, true);
    return figures.ticked(option, chart.range, look, false);
  };
})(alrcFigures);

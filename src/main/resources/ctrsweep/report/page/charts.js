"use strict";

/** Reads the page's colours, which differ between light, dark and print. */
function colours() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue("--" + name).trim();
  return {
    text: read("text"),
    soft: read("soft"),
    line: read("line"),
    page: read("card"),
    accent: read("accent"),
    second: read("second"),
    third: read("third"),
    pale: read("pale"),
    least: read("least"),
    middle: read("middle"),
    most: read("most"),
    bad: read("bad"),
  };
}

/** The page's charts. Each is drawn when it comes near the window, and again when the colours change. */
const charts = {
  drawn: new Map(),

  /**
   * @param id of the figure
   * @param option makes ECharts' options from the colours
   * @param ready receives the instance after each drawing
   */
  draw(id, text, option, ready = () => {}) {
    const figure = document.getElementById(id);
    const plot = figure.querySelector(".plot");
    const before = this.drawn.get(id);
    const stays = before?.plot === plot && before.inView && before.instance !== null;
    if (!stays) {
      this.forget(id);
    }
    plot.setAttribute("role", "img");
    plot.setAttribute("aria-label", text);
    figure.querySelector("figcaption").textContent = text;
    const chart = { plot, option, ready, instance: stays ? before.instance : null, inView: stays };
    this.drawn.set(id, chart);
    this.near.observe(plot);
    this.sizes.observe(plot);
    if (stays) {
      this.fill(chart);
    }
  },

  forget(id) {
    const chart = this.drawn.get(id);
    if (chart) {
      this.near.unobserve(chart.plot);
      this.sizes.unobserve(chart.plot);
      chart.instance?.dispose();
      this.drawn.delete(id);
    }
  },

  seen(chart, inView) {
    if (chart) {
      chart.inView = inView;
      if (inView) {
        this.show(chart);
      }
    }
  },

  show(chart) {
    if (!chart.instance) {
      chart.instance = echarts.init(chart.plot, null, { renderer: isPaper() ? "svg" : "canvas" });
      this.fill(chart);
    }
  },

  fill(chart) {
    chart.instance.setOption(withTheme(chart.option(colours())), { notMerge: true });
    chart.ready(chart.instance);
    if (isPaper()) {
      chart.instance.getZr().flush();
    }
  },

  /** @param all whether charts that have not been drawn yet are drawn too */
  redraw(all) {
    for (const chart of this.drawn.values()) {
      if (chart.instance || all) {
        chart.instance?.dispose();
        chart.instance = null;
        this.show(chart);
      }
    }
  },

  of(plot) {
    return [...this.drawn.values()].find((chart) => chart.plot === plot);
  },
};

charts.near = new IntersectionObserver(
  (entries) => entries.forEach((entry) => charts.seen(charts.of(entry.target), entry.isIntersecting)),
  { rootMargin: "300px" },
);

charts.sizes = new ResizeObserver((entries) => entries.forEach((entry) => charts.of(entry.target)?.instance?.resize()));

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => charts.redraw(false));

addEventListener("beforeprint", () => {
  document.documentElement.dataset.paper = "yes";
  tablesOnPaper(true);
  charts.redraw(true);
});

addEventListener("afterprint", () => {
  delete document.documentElement.dataset.paper;
  tablesOnPaper(false);
  charts.redraw(false);
});

function isPaper() {
  return document.documentElement.dataset.paper === "yes";
}

function withTheme(option) {
  const colour = colours();
  return {
    animation: false,
    backgroundColor: "transparent",
    textStyle: { color: colour.text, fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 8, right: 16, top: 34, bottom: 30, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    ...option,
  };
}

function axis(colour, more) {
  return {
    nameLocation: "middle",
    nameGap: 26,
    nameTextStyle: { color: colour.soft },
    axisLabel: { color: colour.soft, hideOverlap: true },
    axisLine: { onZero: false, lineStyle: { color: colour.line } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: colour.line, opacity: 0.6 } },
    ...more,
  };
}

function tooltip(colour, formatter) {
  return {
    trigger: "item",
    confine: true,
    renderMode: "richText",
    backgroundColor: colour.page,
    borderColor: colour.line,
    textStyle: { color: colour.text },
    formatter,
  };
}

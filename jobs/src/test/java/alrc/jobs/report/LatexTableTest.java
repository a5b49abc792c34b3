package alrc.jobs.report;

import static alrc.jobs.report.ReportCells.cell;
import static alrc.jobs.report.ReportCells.diverged;
import static alrc.jobs.report.ReportCells.trial;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import alrc.jobs.report.value.SiNumber;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.StudyResults;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatexTableTest {
  private static final StudyResults STUDY =
      ReportCells.results(
          named("a", "squared", "adam", 0.0501, 0.0502, 0.0511),
          named(
              "b",
              "squared",
              "a_b & {c} #1 $x$ \\input{y} ~^% \"q\" <script> |[*]",
              4e-7,
              5e-7,
              4.2e-7),
          named("c", "squared", "Übermaß 中文 \u202e \n \ud83d\ude00 ⅔ ħ", 1234.5, 1300.2, 1250.1),
          named("d", "squared", "sgd", 0.5, Double.POSITIVE_INFINITY));

  @TempDir Path folder;

  @Test
  void numbersStandInColumnsOfSiunitx() {
    String tex = Report.files(STUDY).get("table.tex");
    assertTrue(tex.contains("S[separate-uncertainty, table-format=4.4(2)e-1]@{\\,}l"), tex);
    assertTrue(tex.contains("adam & 0.0505 +- 0.0006 & (3)"), tex);
    assertTrue(tex.contains("4.4 +- 0.5e-7 & (3) $\\star$ \\\\"), tex);
    assertTrue(tex.contains("sgd & {--} & (1), 1 diverged \\\\"), tex);
    assertTrue(tex.contains("\\toprule") && tex.contains("\\bottomrule"), tex);
  }

  @Test
  void whatIsWrittenForSiunitxIsWhatThePageSays() {
    assertEquals("3.12 +- 0.04e-5", SiNumber.of("3.12e-5 ± 0.04e-5").text());
    assertEquals("-0.423 +- 0.013", SiNumber.of("−0.423 ± 0.013").text());
    assertEquals("1230 +- 60", SiNumber.of("1230 ± 60").text());
    assertEquals("0.500 +- 0", SiNumber.of("0.500 ± 0").text());
    assertEquals(
        "separate-uncertainty, table-format=-4.3(2)",
        SiNumber.format(List.of(SiNumber.of("−0.423 ± 0.013"), SiNumber.of("1230 ± 60"))));
  }

  /** By Debian's TeX, where it is installed with siunitx: no name stops it or changes the table. */
  @Test
  void latexCompilesTheTable() throws Exception {
    assumeTrue(works("pdflatex", "--version"), "pdflatex is not installed");
    assumeTrue(works("kpsewhich", "siunitx.sty"), "texlive-science is not installed");
    Files.writeString(folder.resolve("table.tex"), Report.files(STUDY).get("table.tex"));
    Files.writeString(
        folder.resolve("paper.tex"),
        """
        \\documentclass{article}
        \\usepackage{booktabs}
        \\usepackage{siunitx}
        \\begin{document}
        \\input{table.tex}
        \\end{document}
        """);
    Process latex =
        new ProcessBuilder(
                "pdflatex",
                "-halt-on-error",
                "-interaction=nonstopmode",
                "-no-shell-escape",
                "paper")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out.txt").toFile())
            .start();
    assertTrue(latex.waitFor(60, TimeUnit.SECONDS), "pdflatex goes on for more than a minute");
    String log =
        Files.readString(folder.resolve("paper.log"), java.nio.charset.StandardCharsets.ISO_8859_1);
    assertEquals(0, latex.exitValue(), log);
    assertTrue(log.lines().noneMatch(line -> line.contains("Missing character")), log);
    assertTrue(Files.size(folder.resolve("paper.pdf")) > 1000);
  }

  private static boolean works(String... command) throws IOException, InterruptedException {
    for (String place : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(place, command[0]))) {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
      }
    }
    return false;
  }

  private static CellResult named(String id, String loss, String optimizer, double... errors) {
    List<Map<String, Object>> trials =
        java.util.stream.DoubleStream.of(errors)
            .mapToObj(error -> Double.isFinite(error) ? trial(error) : diverged())
            .toList();
    CellResult plain = cell(id, loss, 3, 1, errors.length, trials);
    Map<String, Object> settings = new LinkedHashMap<>(plain.settings());
    settings.put("optimizer", optimizer);
    return plain.withSettings(settings);
  }
}

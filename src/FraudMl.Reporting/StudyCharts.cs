namespace FraudMl.Reporting;

/// <summary>Charts of a study as PNG files of 900 × 600 pixels.</summary>
public static class StudyCharts
{
    /// <summary>Returns the value of each trial by number, and the best so far.</summary>
    /// <param name="history">The study's history.</param>
    /// <param name="objective">The objective, from 0.</param>
    /// <exception cref="FraudMlException">Thrown when no trial completed, or there is no such objective.</exception>
    public static byte[] History(StudyHistory history, int objective = 0) => HistoryChart.Draw(history, Checked(history, objective));

    /// <summary>Returns the value of each trial over one parameter.</summary>
    /// <param name="history">The study's history.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="objective">The objective, from 0.</param>
    /// <exception cref="FraudMlException">Thrown when no trial completed, or there is no such parameter or objective.</exception>
    public static byte[] Slice(StudyHistory history, string parameter, int objective = 0) =>
        SliceChart.Draw(history, parameter, Checked(history, objective));

    /// <summary>Returns how good trials are over two parameters.</summary>
    /// <param name="history">The study's history.</param>
    /// <param name="first">The parameter from left to right.</param>
    /// <param name="second">The parameter from bottom to top.</param>
    /// <param name="objective">The objective, from 0.</param>
    /// <exception cref="FraudMlException">Thrown when no trial that completed has both, or there is no such objective.</exception>
    public static byte[] Contour(StudyHistory history, string first, string second, int objective = 0) =>
        ContourChart.Draw(history, first, second, Checked(history, objective));

    /// <summary>Returns each trial as a line through all its parameters.</summary>
    /// <param name="history">The study's history.</param>
    /// <param name="objective">The objective, from 0.</param>
    /// <exception cref="FraudMlException">Thrown when no trial completed, or there is no such objective.</exception>
    public static byte[] ParallelCoordinates(StudyHistory history, int objective = 0) =>
        ParallelChart.Draw(history, Checked(history, objective));

    /// <summary>Returns how much each parameter matters; the twenty that matter most.</summary>
    /// <param name="importances">What <c>history.Importances()</c> returned.</param>
    /// <exception cref="FraudMlException">Thrown when there are none.</exception>
    public static byte[] Importances(IReadOnlyList<ParameterImportance> importances) => ImportancesChart.Draw(importances);

    /// <summary>Returns two objectives of every trial, and the front.</summary>
    /// <param name="history">The history of a study of several objectives.</param>
    /// <param name="first">The objective from left to right, from 0.</param>
    /// <param name="second">The objective from bottom to top, from 0.</param>
    /// <exception cref="FraudMlException">Thrown when no trial completed, or there are no such objectives.</exception>
    public static byte[] Front(StudyHistory history, int first = 0, int second = 1) =>
        FrontChart.Draw(history, Checked(history, first), Checked(history, second));

    private static int Checked(StudyHistory history, int objective) => objective >= 0 && objective < history.Objectives.Count
        ? objective
        : throw new FraudMlException($"The study has {history.Objectives.Count} objectives, counted from 0. Got {objective} instead.");
}

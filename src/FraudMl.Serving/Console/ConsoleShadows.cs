using System.Globalization;

namespace FraudMl.Serving;

/// <summary>The shadow report as the console shows it.</summary>
internal static class ConsoleShadows
{
    public static ConsoleShadow Of(ShadowReport report) => new(
        SummaryOf(report), report.Challenger is { } challenger ? TextOf(challenger) : "–", report.RowCount, report.DroppedCount,
        report.Decisions?.AgreementRatio, report.Shift?.Mean, TextOf(report.Labelled?.AveragePrecision, "0.0000"),
        TextOf(report.Labelled?.TotalCost, "#,0"));

    private static string SummaryOf(ShadowReport report)
    {
        if (report.Problem is { } problem) return problem;
        if (report.RowCount == 0) return "The challenger has scored nothing yet.";
        return report.Labelled is not { } labelled ? "No labels have come that tell the two apart."
            : labelled.AveragePrecision.IsMoreThanNoise
                ? $"The challenger is {(labelled.AveragePrecision.Difference > 0 ? "better" : "worse")} than the model in service, beyond noise."
                : "The two differ by no more than noise.";
    }

    private static string TextOf(ServedModelIdentity model) =>
        model.Version is null ? model.Name : $"{model.Name}, version {model.Version}";

    private static string? TextOf(PairedDifference? difference, string format)
    {
        if (difference is not { Interval: { } interval }) return null;
        string Number(double value) => value.ToString($"+{format};−{format};{format}", CultureInfo.InvariantCulture);
        return $"{Number(difference.Difference)} ({Number(interval.Low)} to {Number(interval.High)})";
    }
}

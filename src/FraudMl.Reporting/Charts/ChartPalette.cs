using ScottPlot;

namespace FraudMl.Reporting;

/// <summary>Colours that colour-blind readers can tell apart (Okabe and Ito 2008).</summary>
internal static class ChartPalette
{
    public static Color Blue { get; } = Color.FromHex("#0072B2");

    public static Color Vermilion { get; } = Color.FromHex("#D55E00");

    public static Color Green { get; } = Color.FromHex("#009E73");

    public static Color Purple { get; } = Color.FromHex("#9C4F7C");

    public static Color Grey { get; } = Color.FromHex("#767676");

    public static Color Ink { get; } = Color.FromHex("#1F2933");

    public static Color Grid { get; } = Color.FromHex("#E4E7EB");
}

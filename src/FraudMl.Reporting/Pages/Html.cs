using System.Globalization;
using System.Net;

namespace FraudMl.Reporting;

/// <summary>Texts and numbers for HTML.</summary>
internal static class Html
{
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Returns a formatted text, encoded, in the invariant culture.</summary>
    public static string Text(FormattableString text) => WebUtility.HtmlEncode(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>Returns a metric with four decimals, a sum of money with two; a dash where it is undefined.</summary>
    public static string Number(double value) => !double.IsFinite(value) ? "–"
        : value.ToString(Math.Abs(value) < 1000 ? "0.0000" : "#,0.00", CultureInfo.InvariantCulture);

    /// <summary>Returns a parameter as short as it can be told.</summary>
    public static string Value(object? value) => Text(value is double or float
        ? Convert.ToDouble(value, CultureInfo.InvariantCulture).ToString("0.######", CultureInfo.InvariantCulture)
        : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
}

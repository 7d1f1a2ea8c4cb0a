namespace FraudMl;

/// <summary>How countries write numbers, money and dates. A table of our own: it is the same on every machine, and in apps without
/// globalization.</summary>
/// <param name="Decimal">What separates the fraction.</param>
/// <param name="Group">What groups thousands.</param>
/// <param name="Currency">The symbol of its money.</param>
/// <param name="Date">How it writes dates, in .NET's format.</param>
internal sealed record WritingOfCountries(char Decimal, char Group, string Currency, string Date)
{
    // The Unicode CLDR's patterns for short dates and numbers.
    private static readonly Dictionary<string, WritingOfCountries> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["cs-CZ"] = new(',', ' ', "Kč", "d.M.yyyy"),
        ["da-DK"] = new(',', '.', "kr.", "d.M.yyyy"),
        ["de-AT"] = new(',', ' ', "€", "d.M.yyyy"),
        ["de-CH"] = new('.', '\'', "CHF", "d.M.yyyy"),
        ["de-DE"] = new(',', '.', "€", "d.M.yyyy"),
        ["el-GR"] = new(',', '.', "€", "d/M/yyyy"),
        ["en-AU"] = new('.', ',', "$", "d/M/yyyy"),
        ["en-CA"] = new('.', ',', "$", "yyyy-M-d"),
        ["en-GB"] = new('.', ',', "£", "d/M/yyyy"),
        ["en-IE"] = new('.', ',', "€", "d/M/yyyy"),
        ["en-IN"] = new('.', ',', "₹", "d/M/yyyy"),
        ["en-US"] = new('.', ',', "$", "M/d/yyyy"),
        ["es-ES"] = new(',', '.', "€", "d/M/yyyy"),
        ["es-MX"] = new('.', ',', "$", "d/M/yyyy"),
        ["fi-FI"] = new(',', ' ', "€", "d.M.yyyy"),
        ["fr-BE"] = new(',', ' ', "€", "d/M/yyyy"),
        ["fr-CH"] = new(',', ' ', "CHF", "d.M.yyyy"),
        ["fr-FR"] = new(',', ' ', "€", "d/M/yyyy"),
        ["hu-HU"] = new(',', ' ', "Ft", "yyyy. M. d."),
        ["it-IT"] = new(',', '.', "€", "d/M/yyyy"),
        ["ja-JP"] = new('.', ',', "¥", "yyyy/M/d"),
        ["nb-NO"] = new(',', ' ', "kr", "d.M.yyyy"),
        ["nl-BE"] = new(',', '.', "€", "d/M/yyyy"),
        ["nl-NL"] = new(',', '.', "€", "d-M-yyyy"),
        ["pl-PL"] = new(',', ' ', "zł", "d.M.yyyy"),
        ["pt-BR"] = new(',', '.', "R$", "d/M/yyyy"),
        ["pt-PT"] = new(',', ' ', "€", "d/M/yyyy"),
        ["ro-RO"] = new(',', '.', "RON", "d.M.yyyy"),
        ["sk-SK"] = new(',', ' ', "€", "d. M. yyyy"),
        ["sv-SE"] = new(',', ' ', "kr", "yyyy-M-d"),
        ["tr-TR"] = new(',', '.', "₺", "d.M.yyyy"),
        ["uk-UA"] = new(',', ' ', "₴", "d.M.yyyy"),
        ["zh-CN"] = new('.', ',', "¥", "yyyy/M/d"),
    };

    public static string Names => string.Join(", ", ByName.Keys);

    public static WritingOfCountries? Of(string? culture) => culture is null ? null : ByName.GetValueOrDefault(culture);
}

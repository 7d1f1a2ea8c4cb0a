using System.Globalization;
using System.Xml.Linq;

namespace FraudMl.Build;

/// <summary>How long a test took, by its project.</summary>
internal sealed record SlowTest(string Project, string Name, TimeSpan Duration)
{
    private const int Shown = 10;

    /// <summary>Reads the durations from a TRX file.</summary>
    public static IEnumerable<SlowTest> Read(string project, string trxFile) =>
        from result in XDocument.Load(trxFile).Descendants()
        where result.Name.LocalName == "UnitTestResult" && result.Attribute("duration") is not null
        let duration = TimeSpan.Parse(result.Attribute("duration")!.Value, CultureInfo.InvariantCulture)
        select new SlowTest(project, result.Attribute("testName")!.Value, duration);

    /// <summary>Prints the ten slowest.</summary>
    public static void Print(IEnumerable<SlowTest> tests)
    {
        Console.WriteLine("The ten slowest tests:");
        IEnumerable<SlowTest> slowest = tests.OrderByDescending(test => test.Duration).ThenBy(test => test.Name, StringComparer.Ordinal)
            .Take(Shown);
        foreach (SlowTest test in slowest)
        {
            string seconds = test.Duration.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture);
            Console.WriteLine($"  {seconds,6} s  {test.Project}: {test.Name}");
        }
    }
}

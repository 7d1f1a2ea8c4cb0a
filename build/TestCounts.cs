using System.Globalization;
using System.Xml.Linq;

namespace FraudMl.Build;

/// <summary>How many tests passed, failed and were skipped.</summary>
internal readonly record struct TestCounts(int Passed, int Failed, int Skipped)
{
    public static TestCounts operator +(TestCounts left, TestCounts right) =>
        new(left.Passed + right.Passed, left.Failed + right.Failed, left.Skipped + right.Skipped);

    /// <summary>Reads the counters of a TRX file; what neither passed nor failed was skipped.</summary>
    public static TestCounts Read(string trxFile)
    {
        XElement counters = XDocument.Load(trxFile).Descendants().First(element => element.Name.LocalName == "Counters");
        int total = Count("total"), passed = Count("passed"), failed = Count("failed");
        return new TestCounts(passed, failed, total - passed - failed);

        int Count(string name) => int.Parse(counters.Attribute(name)!.Value, CultureInfo.InvariantCulture);
    }

    public override string ToString() => $"{Passed} passed, {Failed} failed, {Skipped} skipped";
}

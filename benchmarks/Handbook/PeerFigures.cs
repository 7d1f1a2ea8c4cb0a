using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using FraudMl.Benchmarks;

namespace Handbook;

/// <summary>What the same protocol in Python printed in this session: seconds of the features, and of fitting and
/// scoring each model.</summary>
internal sealed partial record PeerFigures(double? FeatureSeconds, IReadOnlyDictionary<string, double> ModelSeconds)
{
    /// <summary>Runs the peer on a plain copy of the file.</summary>
    public static PeerFigures Run(BenchmarkArguments arguments)
    {
        string plain = Path.Combine(Path.GetTempPath(), $"handbook-{Guid.NewGuid():N}.csv");
        try
        {
            using (FileStream source = File.OpenRead(arguments.Data!))
            using (Stream text = arguments.Data!.EndsWith(".gz", StringComparison.Ordinal)
                ? new GZipStream(source, CompressionMode.Decompress) : source)
            using (FileStream target = File.Create(plain))
                text.CopyTo(target);
            IReadOnlyList<string> lines = PythonPeer.Run(arguments.Peers, "handbook.py", plain);
            double? features = lines.Select(line => FeatureLine().Match(line)).Where(match => match.Success)
                .Select(match => (double?)Seconds(match)).FirstOrDefault();
            return new PeerFigures(features, lines.Select(line => ModelLine().Match(line)).Where(match => match.Success)
                .ToDictionary(match => match.Groups["name"].Value.Trim(), Seconds));
        }
        finally
        {
            File.Delete(plain);
        }
    }

    private static double Seconds(Match match) => double.Parse(match.Groups["seconds"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^features (?<seconds>[\d.]+)s")]
    private static partial Regex FeatureLine();

    [GeneratedRegex(@"^(?<name>.{12}) AUC .* fit\+score (?<seconds>[\d.]+)s")]
    private static partial Regex ModelLine();
}

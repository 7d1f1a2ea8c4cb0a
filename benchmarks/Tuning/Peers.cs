using System.Globalization;

namespace FraudMl.Benchmarks;

/// <summary>What the peers reached, recorded: median regrets by function, sampler and number of trials.</summary>
internal sealed class Peers
{
    private readonly Dictionary<(string Function, string Sampler, int Trials), List<double>> _regrets = [];

    /// <summary>Reads the recorded files that are there.</summary>
    public static Peers Read(params (string File, string Suffix)[] files)
    {
        var peers = new Peers();
        foreach ((string file, string suffix) in files)
        {
            if (File.Exists(file)) peers.Add(File.ReadAllLines(file), suffix);
        }

        return peers;
    }

    /// <summary>Returns a median regret; infinity where none is recorded.</summary>
    public double Median(string function, string sampler, int trials) =>
        _regrets.TryGetValue((function, sampler, trials), out List<double>? values) ? Medians.Of(values) : double.PositiveInfinity;

    /// <summary>Returns the regrets of the runs, by seed; none where none is recorded.</summary>
    public IReadOnlyList<double> Runs(string function, string sampler, int trials) =>
        _regrets.TryGetValue((function, sampler, trials), out List<double>? values) ? values : [];

    private void Add(string[] lines, string suffix)
    {
        string[] header = lines[0].Split(',');
        foreach (string[] cells in lines.Skip(1).Select(line => line.Split(',')))
        {
            foreach (int trials in new[] { 25, 50, 100, 200 })
            {
                string cell = cells[Array.IndexOf(header, $"regret{trials}")];
                if (cell.Length == 0) continue;
                (string, string, int) key = (cells[0], cells[1] + suffix, trials);
                if (!_regrets.TryGetValue(key, out List<double>? values)) _regrets[key] = values = [];
                values.Add(double.Parse(cell, CultureInfo.InvariantCulture));
            }
        }
    }
}

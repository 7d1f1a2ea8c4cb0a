using System.Globalization;

namespace FraudMl.Tracking;

/// <summary>The counters of Linux, from /proc.</summary>
internal static class LinuxCounters
{
    private static readonly char[] Space = [' '];

    // user nice system idle iowait irq softirq steal: all but idle and iowait is work.
    public static (long Busy, long Total) Processor()
    {
        long[] ticks = [.. File.ReadLines("/proc/stat").First().Split(Space, StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8)
            .Select(Number)];
        long total = ticks.Sum();
        return (total - ticks[3] - ticks[4], total);
    }

    public static (double Used, double Total) Memory()
    {
        var sizes = File.ReadLines("/proc/meminfo").Select(line => line.Split(Space, 3, StringSplitOptions.RemoveEmptyEntries))
            .ToDictionary(parts => parts[0], parts => Number(parts[1]) * 1024.0);
        double total = sizes["MemTotal:"];
        return (total - sizes["MemAvailable:"], total);
    }

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}

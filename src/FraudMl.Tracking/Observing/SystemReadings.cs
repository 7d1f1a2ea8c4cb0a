using System.Globalization;
using System.Net.NetworkInformation;

namespace FraudMl.Tracking;

/// <summary>Processor and memory (Linux), disk and network use of the machine; what can't be read is left out. A megabyte is 10⁶ bytes.</summary>
internal sealed class SystemReadings
{
    private const double Megabyte = 1e6;
    private static readonly char[] Space = [' '];

    private readonly (long Received, long Sent) _networkAtStart = Tried(Network);
    private (long Busy, long Total) _processor = Tried(Processor);

    public IReadOnlyList<(string Name, double Value)> Take()
    {
        var values = new List<(string, double)>();
        foreach (Action<List<(string, double)>> add in (Action<List<(string, double)>>[])[AddProcessor, AddMemory, AddDisk, AddNetwork])
        {
            Tried(() =>
            {
                add(values);
                return true;
            });
        }

        return values;
    }

    private static T? Tried<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or NetworkInformationException or PlatformNotSupportedException)
        {
            // A system that does not tell.
            return default;
        }
    }

    private void AddProcessor(List<(string, double)> values)
    {
        (long busy, long total) = Processor();
        if (total > _processor.Total) values.Add(("cpu_utilization_percentage", 100.0 * (busy - _processor.Busy) / (total - _processor.Total)));
        _processor = (busy, total);
    }

    private static void AddMemory(List<(string, double)> values)
    {
        if (!OperatingSystem.IsLinux()) return;
        var sizes = File.ReadLines("/proc/meminfo").Select(line => line.Split(Space, 3, StringSplitOptions.RemoveEmptyEntries)).ToDictionary(parts => parts[0], parts => Number(parts[1]) * 1024.0);
        double total = sizes["MemTotal:"], used = total - sizes["MemAvailable:"];
        values.Add(("system_memory_usage_megabytes", used / Megabyte));
        values.Add(("system_memory_usage_percentage", 100 * used / total));
    }

    private static void AddDisk(List<(string, double)> values)
    {
        var disk = new DriveInfo(Path.GetPathRoot(Environment.CurrentDirectory)!);
        double used = disk.TotalSize - disk.TotalFreeSpace;
        values.Add(("disk_usage_percentage", 100 * used / (used + disk.AvailableFreeSpace)));
        values.Add(("disk_usage_megabytes", used / Megabyte));
        values.Add(("disk_available_megabytes", disk.AvailableFreeSpace / Megabyte));
    }

    private void AddNetwork(List<(string, double)> values)
    {
        (long received, long sent) = Network();
        values.Add(("network_receive_megabytes", (received - _networkAtStart.Received) / Megabyte));
        values.Add(("network_transmit_megabytes", (sent - _networkAtStart.Sent) / Megabyte));
    }

    // user nice system idle iowait irq softirq steal: all but idle and iowait is work.
    private static (long Busy, long Total) Processor()
    {
        if (!OperatingSystem.IsLinux()) return (0, 0);
        long[] ticks = [.. File.ReadLines("/proc/stat").First().Split(Space, StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8).Select(Number)];
        long total = ticks.Sum();
        return (total - ticks[3] - ticks[4], total);
    }

    private static (long Received, long Sent) Network()
    {
        IPInterfaceStatistics[] all = [.. NetworkInterface.GetAllNetworkInterfaces().Select(network => network.GetIPStatistics())];
        return (all.Sum(one => one.BytesReceived), all.Sum(one => one.BytesSent));
    }

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}

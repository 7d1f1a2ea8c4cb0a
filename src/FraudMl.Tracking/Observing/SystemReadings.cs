using System.ComponentModel;
using System.Net.NetworkInformation;

namespace FraudMl.Tracking;

/// <summary>Processor, memory, disk and network use of the machine; what can't be read is left out. A megabyte is 10⁶ bytes.</summary>
internal sealed class SystemReadings
{
    private const double Megabyte = 1e6;

    private readonly (long Received, long Sent) _networkAtStart = Tried(Network);
    private (long Busy, long Total)? _processor = Tried(SystemCounters.Processor);

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
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or Win32Exception
            or PlatformNotSupportedException or DllNotFoundException or EntryPointNotFoundException)
        {
            // A system that does not tell.
            return default;
        }
    }

    private void AddProcessor(List<(string, double)> values)
    {
        (long Busy, long Total)? now = SystemCounters.Processor();
        if (now is { } end && _processor is { } start && end.Total > start.Total)
            values.Add(("cpu_utilization_percentage", 100.0 * (end.Busy - start.Busy) / (end.Total - start.Total)));
        _processor = now;
    }

    private static void AddMemory(List<(string, double)> values)
    {
        if (SystemCounters.Memory() is not var (used, total)) return;
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

    private static (long Received, long Sent) Network()
    {
        IPInterfaceStatistics[] all = [.. NetworkInterface.GetAllNetworkInterfaces().Select(network => network.GetIPStatistics())];
        return (all.Sum(one => one.BytesReceived), all.Sum(one => one.BytesSent));
    }
}

using System.Diagnostics;

namespace FraudMl.Pictures;

/// <summary>Chromium without a window, which draws a page into a file.</summary>
internal sealed class Browser(string folder)
{
    private const int Width = 1000;

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly string _program = Places.FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException("Pictures are made by Chromium. Install it: apt-get install chromium");

    /// <summary>Writes the upper part of a page as NAME.png.</summary>
    public async Task ShootAsync(string name, string address, int height)
    {
        string file = Path.Combine(folder, $"{name}.png");
        using Process process = Process.Start(new ProcessStartInfo(_program,
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb",
            "--force-prefers-reduced-motion",
            $"--window-size={Width},{height}", "--virtual-time-budget=5000", $"--screenshot={file}", address,
        ]) { RedirectStandardError = true })!;
        string told = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0 || !File.Exists(file)) throw new IOException($"{_program} made no picture of {address}:\n{told}");
        Console.WriteLine($"{file}: {new FileInfo(file).Length / 1024} KB");
    }
}

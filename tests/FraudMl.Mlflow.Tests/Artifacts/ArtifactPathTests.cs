namespace FraudMl.Mlflow.Tests;

public sealed class ArtifactPathTests
{
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "target");

    [Theory]
    [InlineData("a")]
    [InlineData("a/b.txt")]
    [InlineData("50%25.csv")]
    [InlineData("100%")]
    [InlineData("loss%step%10%timestamp%1724.png")]
    [InlineData("..a/b..")]
    [InlineData("a b#c?d")]
    public void A_plain_path_stays_as_it_is_and_below_its_folder(string path)
    {
        ArtifactPath.Checked(path).ShouldBe(path);
        ArtifactPath.PlaceIn(Folder, path).ShouldBe(Path.Combine(Folder, path));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("/etc/passwd")]
    [InlineData("%2Fetc")]
    [InlineData("a%2Fb")]
    [InlineData("a%5cb")]
    [InlineData("%2e%2e")]
    [InlineData("%252e%252e%252fx")]
    [InlineData("a\\..\\b")]
    [InlineData("a\0")]
    [InlineData("a%00")]
    [InlineData("a%2500")]
    [InlineData("%25252525")]
    public void A_path_that_leads_elsewhere_is_refused(string path)
    {
        Should.Throw<MlflowException>(() => ArtifactPath.Checked(path));
        Should.Throw<MlflowException>(() => ArtifactPath.PlaceIn(Folder, path));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a/b")]
    public void A_name_is_one_name(string name) => Should.Throw<MlflowException>(() => ArtifactPath.CheckedName(name));

    [Fact]
    public void A_long_path_is_refused_at_once() =>
        Should.Throw<MlflowException>(() => ArtifactPath.Checked("%" + string.Concat(Enumerable.Repeat("25", 2_000_000))));

    /// <summary>Whatever is made of the pieces: either it is refused, or it lies below the folder.</summary>
    [Fact]
    public void No_path_of_any_pieces_leads_outside()
    {
        string[] pieces = ["..", ".", "/", "\\", "%2e", "%2E", "%2f", "%5c", "%25", "25", "2e", "2f", "a", " ", ":", "~", "\u2215",
            "%c0%af", "%00", "C:", "file:", "?", "#"];
        var random = new Random(5);
        int accepted = 0;
        for (int i = 0; i < 100_000; i++)
        {
            string path = string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => pieces[random.Next(pieces.Length)]));
            try
            {
                string place = ArtifactPath.PlaceIn(Folder, path);
                (place == Folder || place.StartsWith(Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)).ShouldBeTrue(path);
                accepted++;
            }
            catch (MlflowException)
            {
                // Refused, which is right as well.
            }
        }

        accepted.ShouldBeGreaterThan(5_000);
    }
}

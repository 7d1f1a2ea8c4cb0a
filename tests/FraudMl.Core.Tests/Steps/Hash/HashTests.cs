using System.Text;

namespace FraudMl.Tests;

public sealed class HashTests
{
    [Theory]
    [InlineData("", 0u, 0u)]
    [InlineData("", 1u, 0x514E28B7u)]
    [InlineData("test", 0u, 0xBA6BD213u)]
    [InlineData("Hello, world!", 0u, 0xC0363E43u)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x9747B28Cu, 0x2FA826CDu)]
    public void MurmurHash3_gives_its_published_values(string text, uint seed, uint hash) =>
        MurmurHash3.Of(Encoding.UTF8.GetBytes(text), seed).ShouldBe(hash);

    // Made with sklearn.feature_extraction.FeatureHasher(n_features=n).transform([{"city": text}]).
    [Theory]
    [InlineData("Berlin", 4, -1)]
    [InlineData("Berlin", 64, -25)]
    [InlineData("Berlin", 1024, -153)]
    [InlineData("Brno", 4, 3)]
    [InlineData("Brno", 64, 39)]
    [InlineData("Brno", 1024, 231)]
    [InlineData("Łódź", 4, 4)]
    [InlineData("Łódź", 64, 40)]
    [InlineData("Łódź", 1024, 872)]
    [InlineData("Paris", 4, -2)]
    [InlineData("Paris", 64, -50)]
    [InlineData("Paris", 1024, -114)]
    [InlineData("東京", 4, -3)]
    [InlineData("東京", 64, -43)]
    [InlineData("東京", 1024, -875)]
    [InlineData("a", 4, -4)]
    [InlineData("a", 64, -40)]
    [InlineData("a", 1024, -168)]
    [InlineData("very long merchant name 0123456789", 4, -4)]
    [InlineData("very long merchant name 0123456789", 64, -12)]
    [InlineData("very long merchant name 0123456789", 1024, -460)]
    public void Buckets_are_those_of_scikit_learns_hasher(string text, int bucketCount, int bucket) =>
        HashedColumn.Bucket($"city={text}", bucketCount).ShouldBe(bucket);

    [Fact]
    public void The_report_counts_who_shares_a_column()
    {
        Dataset data = FeatureData.Rows();
        FraudModel model = new FraudPipelineBuilder()
            .Hash(Columns.Of("city", "kind"), new() { BitCount = 2 }).Drop(Columns.Of("when", "amount"))
            .Train(Trainers.LogisticRegression()).Build().Fit(data);

        HashCollisions collisions = model.HashCollisions.ShouldHaveSingleItem();

        collisions.CategoryCount.ShouldBe(7);
        collisions.BucketCount.ShouldBe(4);
        collisions.CollidingCategoryCount.ShouldBeGreaterThan(collisions.CategoryCount - collisions.UsedBucketCount);
        collisions.ToString().ShouldStartWith("Hash(city, kind): 7 categories in ");
        model.Features.Count(feature => feature.Name.StartsWith("city+kind.Hash", StringComparison.Ordinal)).ShouldBe(4);
    }
}

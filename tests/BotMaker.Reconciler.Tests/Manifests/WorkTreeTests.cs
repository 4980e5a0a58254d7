using System.Diagnostics;
using BotMaker.Reconciler.Manifests.Files;

namespace BotMaker.Reconciler.Tests.Manifests;

internal sealed class WorkTreeTests
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private string _root = "";

    [SetUp]
    public void SetUp()
    {
        _root = Directory.CreateTempSubdirectory("botmaker-git-").FullName;
        Directory.CreateDirectory(Path.Combine(_root, ".git", "refs", "heads"));
        Directory.CreateDirectory(Path.Combine(_root, "bots"));
        File.WriteAllText(Path.Combine(_root, ".git", "HEAD"), "ref: refs/heads/main\n");
    }

    [TearDown]
    public void TearDown() => Directory.Delete(_root, recursive: true);

    [Test]
    public void DirectoryInside_BelongsToTheWorkTree() => WorkTree.RootOf(Path.Combine(_root, "bots")).Should().Be(_root);

    [Test]
    public void LooseRef_IsRead()
    {
        File.WriteAllText(Path.Combine(_root, ".git", "refs", "heads", "main"), Commit + "\n");

        WorkTree.CommitOf(_root).Should().Be(Commit);
    }

    [Test]
    public void PackedRef_IsRead()
    {
        File.WriteAllText(Path.Combine(_root, ".git", "packed-refs"), $"# pack-refs with: peeled\n{new string('f', 40)} refs/heads/other\n{Commit} refs/heads/main\n");

        WorkTree.CommitOf(_root).Should().Be(Commit);
    }

    [Test]
    public void DetachedHead_IsRead()
    {
        File.WriteAllText(Path.Combine(_root, ".git", "HEAD"), Commit + "\n");

        WorkTree.CommitOf(_root).Should().Be(Commit);
    }

    [Test]
    public void LinkedWorkTree_IsFollowedToItsCommonDirectory()
    {
        File.WriteAllText(Path.Combine(_root, ".git", "refs", "heads", "side"), Commit + "\n");
        string own = Path.Combine(_root, ".git", "worktrees", "side");
        Directory.CreateDirectory(own);
        File.WriteAllText(Path.Combine(own, "HEAD"), "ref: refs/heads/side\n");
        File.WriteAllText(Path.Combine(own, "commondir"), "../..\n");
        string linked = Path.Combine(_root, "linked");
        Directory.CreateDirectory(linked);
        File.WriteAllText(Path.Combine(linked, ".git"), $"gitdir: {own}\n");

        WorkTree.CommitOf(linked).Should().Be(Commit);
    }

    [TestCase("")]
    [TestCase("ref: refs/heads/unborn")]
    [TestCase("nonsense")]
    public void WhatCannotBeTold_IsNull(string head)
    {
        File.WriteAllText(Path.Combine(_root, ".git", "HEAD"), head);

        WorkTree.CommitOf(_root).Should().BeNull();
    }

    [Test]
    public async Task ChangedFile_MakesARealWorkTreeDirty()
    {
        Directory.Delete(Path.Combine(_root, ".git"), recursive: true);
        try
        {
            Git("init", "-q");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("git is not installed");
        }

        File.WriteAllText(Path.Combine(_root, "bots", "a.yaml"), "a");
        Git("add", ".");
        Git("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", "first");
        WorkTree.CommitOf(_root).Should().HaveLength(40);
        (await WorkTree.IsDirtyAsync(Path.Combine(_root, "bots"), CancellationToken.None)).Should().BeFalse();
        File.WriteAllText(Path.Combine(_root, "bots", "a.yaml"), "b");

        (await WorkTree.IsDirtyAsync(Path.Combine(_root, "bots"), CancellationToken.None)).Should().BeTrue();
    }

    [Test]
    public async Task NoWorkTree_IsNotDirty()
    {
        Directory.Delete(Path.Combine(_root, ".git"), recursive: true);

        (await WorkTree.IsDirtyAsync(_root, CancellationToken.None)).Should().BeFalse();
    }

    private void Git(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", ["-C", _root, .. arguments]))!;
        process.WaitForExit();
        process.ExitCode.Should().Be(0);
    }
}
